package certs

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"net"
	"strings"
	"testing"
)

func parse(t *testing.T, pair Pair) *x509.Certificate {
	t.Helper()
	block, _ := pem.Decode(pair.Cert)
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tls.X509KeyPair(pair.Cert, pair.Key); err != nil {
		t.Fatal(err)
	}
	return certificate
}

func TestAnAuthorityVouchesForWhatItIssuedAndForNothingElse(t *testing.T) {
	authority, err := NewAuthority("one")
	if err != nil {
		t.Fatal(err)
	}
	other, err := NewAuthority("other")
	if err != nil {
		t.Fatal(err)
	}
	server, err := authority.Server("api", []net.IP{net.IPv4(127, 1, 2, 3)}, "localhost")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"localhost", "127.1.2.3"} {
		if _, err := parse(t, server).Verify(x509.VerifyOptions{Roots: authority.Pool(), DNSName: name}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := parse(t, server).Verify(x509.VerifyOptions{Roots: other.Pool(), DNSName: name}); err == nil {
			t.Errorf("%s is vouched for by another authority", name)
		}
	}
}

func TestAClientsCertificateNamesTheUserAndTheGroups(t *testing.T) {
	authority, err := NewAuthority("one")
	if err != nil {
		t.Fatal(err)
	}
	pair, err := authority.Client("someone", "first", "second")
	if err != nil {
		t.Fatal(err)
	}
	certificate := parse(t, pair)
	if subject := certificate.Subject; subject.CommonName != "someone" || strings.Join(subject.Organization, " ") != "first second" {
		t.Errorf("the subject is %s", subject)
	}
	usage := x509.VerifyOptions{Roots: authority.Pool(), KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
	if _, err := certificate.Verify(usage); err != nil {
		t.Error(err)
	}
}
