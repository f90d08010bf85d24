// Package event finds who did what to whom: PLOVER events with their mode and
// CAMEO code, parties, status, date and place. What is an event is data: the
// tables in data/ hold patterns over dependency trees, one a line, which a
// political scientist can edit; this package holds what reads them.
package event
