package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	"dateline/server"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"
)

func newMCP() *cobra.Command {
	var f archiveFlag
	c := &cobra.Command{
		Use:   "mcp",
		Short: "answer assistants over the Model Context Protocol",
		Long: `Mcp answers assistants on standard input and output, by the Model Context
Protocol. It has four tools: search, accounts, figures and cite. Every answer
carries citations; nothing is written to the archive.`,
		Example: `  dateline mcp --archive crisis.dateline`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			a, err := f.open()
			if err != nil {
				return err
			}
			defer a.Close()
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			err = server.Assistant(a).Run(ctx, &mcp.StdioTransport{})
			if errors.Is(err, io.EOF) || errors.Is(err, context.Canceled) {
				return nil
			}
			return err
		},
	}
	f.bind(c)
	return c
}
