package fetch

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"syscall"
	"time"
)

var errRefused = errors.New("the address lies in a private range")

// dialer connects to public addresses alone, unless private ones are allowed.
// It looks at the address that is dialled, after names were resolved, so a
// name that leads inside is refused like the number.
func dialer(private bool, wait time.Duration) *net.Dialer {
	d := &net.Dialer{Timeout: wait}
	if !private {
		d.Control = func(_, address string, _ syscall.RawConn) error {
			a, err := netip.ParseAddrPort(address)
			if err != nil {
				return err
			}
			if !public(a.Addr()) {
				return fmt.Errorf("%w: %s", errRefused, a.Addr())
			}
			return nil
		}
	}
	return d
}

// special are the ranges of IANA's special-purpose registries that net/netip
// does not tell by itself: they lead to this machine, to its network, or
// nowhere.
var special = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("fec0::/10"),
}

var (
	nat64 = netip.MustParsePrefix("64:ff9b::/96")
	local = netip.MustParsePrefix("64:ff9b:1::/48")
	sixTo = netip.MustParsePrefix("2002::/16")
)

// public tells whether an address is one of the public internet. Addresses
// that carry another one inside are judged by that.
func public(a netip.Addr) bool {
	a = a.WithZone("").Unmap()
	b := a.As16()
	switch {
	case !a.Is4() && nat64.Contains(a):
		a = netip.AddrFrom4([4]byte(b[12:16]))
	case !a.Is4() && sixTo.Contains(a):
		a = netip.AddrFrom4([4]byte(b[2:6]))
	case !a.Is4() && local.Contains(a):
		return false
	case !a.Is4() && netip.AddrFrom16(b).Is6() && [12]byte(b[:12]) == [12]byte{}: // IPv4-compatible, "::" and "::1"
		return false
	}
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsMulticast() {
		return false
	}
	for _, p := range special {
		if p.Contains(a) {
			return false
		}
	}
	return true
}
