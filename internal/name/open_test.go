package name_test

import (
	"testing"

	"dateline/internal/name"
	"dateline/models"
)

func open(t testing.TB) *name.Finder {
	t.Helper()
	f, err := name.Open(models.FS)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
