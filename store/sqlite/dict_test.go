package sqlite

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"testing"
)

// The dictionary is part of every archive's format: a file written with
// another one cannot be read. A better one is a file beside it, with a
// migration, never a change of this one.
func TestDictionaryStays(t *testing.T) {
	b, err := os.ReadFile("readings.dict")
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != "e51dcbdb999fc9500fd7b47a60db18262d6cf408006e00d4523b5e6bdb353254" {
		t.Errorf("readings.dict was changed: archives that exist can no longer be read")
	}
}
