package dateline

import "fmt"

// Fault is an error that a person can act on: what went wrong, where, and
// what to do about it.
type Fault struct {
	What  string // "cannot read the model"
	Where string // file, line, column
	Hint  string // what to do; may be empty
	Err   error  // the cause; may be nil
}

// Error gives the fault in one line: where, what, cause and hint.
func (f *Fault) Error() string {
	s := f.What
	if f.Where != "" {
		s = f.Where + ": " + s
	}
	if f.Err != nil {
		s = fmt.Sprintf("%s: %v", s, f.Err)
	}
	if f.Hint != "" {
		s += " (" + f.Hint + ")"
	}
	return s
}

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Err }
