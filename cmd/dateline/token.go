package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"dateline/server"

	"github.com/spf13/cobra"
)

func newToken() *cobra.Command {
	c := &cobra.Command{
		Use:   "token",
		Short: "make, list and revoke what programs sign in with",
		Long: `Token makes what programs and people sign in to the server with. The secret is
printed once; the archive keeps its hash alone. Scopes, each with those before it:
  read   look at everything, where the server asks for a token
  add    put in dispatches and corrections
  admin  take corrections back`,
		Example: `  dateline token make newsdesk --scope add
  dateline token list
  dateline token revoke newsdesk`,
	}
	c.AddCommand(newTokenMake(), newTokenList(), newTokenRevoke())
	return c
}

func newTokenMake() *cobra.Command {
	var f archiveFlag
	var scopes []string
	c := &cobra.Command{
		Use: "make NAME", Short: "make a token and print its secret, once", Args: cobra.ExactArgs(1),
		Example: `  dateline token make newsdesk --scope add`,
		RunE: func(cmd *cobra.Command, args []string) error {
			secret, t, err := server.MakeToken(args[0], scopes, time.Now())
			if err != nil {
				return err
			}
			a, err := f.change(true)
			if err != nil {
				return err
			}
			defer a.Close()
			if err := a.PutToken(context.Background(), t); err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), secret)
			return err
		},
	}
	f.bind(c)
	c.Flags().StringSliceVar(&scopes, "scope", []string{server.ScopeRead}, strings.Join(server.Scopes(), ", "))
	return c
}

func newTokenList() *cobra.Command {
	var f archiveFlag
	c := &cobra.Command{
		Use: "list", Short: "list the tokens, without their secrets", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			a, err := f.open()
			if err != nil {
				return err
			}
			defer a.Close()
			list, err := a.Tokens(context.Background())
			if err != nil {
				return err
			}
			if len(list) == 0 {
				return errNothing
			}
			t := newTable(cmd.OutOrStdout(), "name", "scopes", "made", "revoked")
			for _, x := range list {
				gone := ""
				if x.Revoked != nil {
					gone = x.Revoked.UTC().Format(time.RFC3339)
				}
				if err := t.add(x.Name, strings.Join(x.Scopes, " "), x.Made.UTC().Format(time.RFC3339), gone); err != nil {
					return err
				}
			}
			return t.flush()
		},
	}
	f.bind(c)
	return c
}

func newTokenRevoke() *cobra.Command {
	var f archiveFlag
	c := &cobra.Command{
		Use: "revoke NAME", Short: "revoke a token: the server turns it away within two seconds", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			a, err := f.change(false)
			if err != nil {
				return err
			}
			defer a.Close()
			return a.RevokeToken(context.Background(), args[0], time.Now())
		},
	}
	f.bind(c)
	return c
}
