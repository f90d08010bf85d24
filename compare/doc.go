// Package compare sets dispatches side by side. It is pure: it opens no file,
// looks at no clock, and gives the same whatever the order in which dispatches
// came in.
//
// A [Sketch] is what comparing needs to know of one reading. [Add] and
// [Remove] keep an [Index] of sketches in which copies of one text stand
// behind a lead and the leads are linked where they may tell of the same
// thing. [Groups] makes the dispatches that hang together into happenings,
// with the reasons, the copies and the users' own decisions.
//
// [Account] sets side by side what the dispatches of a happening say: who
// holds what, in which words, where the accounts agree, differ, grew, changed
// or say nothing. [Difference] tells what changed between two versions. Every
// value is somebody's and cited; nothing here says what is true.
package compare
