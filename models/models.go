// Package models holds the trained models, embedded. Each file carries its
// manifest; docs/models.md says how to rebuild it.
package models

import "embed"

// FS holds the model files.
//
//go:embed *.dlm
var FS embed.FS
