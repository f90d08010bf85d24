package sqlite

import (
	"context"
)

// overlay is what users' corrections come to at a moment.
type overlay struct{}

func (a *Archive) overlay(ctx context.Context, m moment) (*overlay, error) {
	return &overlay{}, nil
}

func (o *overlay) lay(x *sheet) {}
