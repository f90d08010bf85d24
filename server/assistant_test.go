package server_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"dateline/server"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// TestAssistant asks the four tools and looks for citations in every answer.
func TestAssistant(t *testing.T) {
	f := exampleArchive(t)
	ctx := context.Background()
	there, here := mcp.NewInMemoryTransports()
	go func() { _ = server.Assistant(f).Run(ctx, there) }()
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(ctx, here, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer session.Close()
	event := f.rows[0].Events[0].ID
	for _, c := range []struct {
		tool  string
		args  map[string]any
		count string // the list that must hold something
	}{
		{"search", map[string]any{"query": "ceasefire"}, "hits"},
		{"accounts", map[string]any{}, "stories"},
		{"accounts", map[string]any{"id": f.accounts[0].ID}, "claims"},
		{"figures", map[string]any{"measure": "killed"}, "figures"},
		{"cite", map[string]any{"id": event}, "citation"},
	} {
		res, err := session.CallTool(ctx, &mcp.CallToolParams{Name: c.tool, Arguments: c.args})
		if err != nil || res.IsError {
			t.Errorf("%s %v: %v %+v", c.tool, c.args, err, res)
			continue
		}
		b, _ := json.Marshal(res.StructuredContent)
		var got map[string]any
		if err := json.Unmarshal(b, &got); err != nil || got[c.count] == nil {
			t.Errorf("%s %v: no %s in %s", c.tool, c.args, c.count, b)
		}
		if list, ok := got[c.count].([]any); ok {
			for _, x := range list {
				if line, _ := json.Marshal(x); !strings.Contains(string(line), "dateline:") {
					t.Errorf("%s: no citation in %s", c.tool, line)
				}
			}
		}
	}
	res, err := session.CallTool(ctx, &mcp.CallToolParams{Name: "search", Arguments: map[string]any{"query": "plase:Minsk"}})
	if err == nil && !res.IsError {
		t.Errorf("a query with a wrong field was answered: %+v", res)
	}
}
