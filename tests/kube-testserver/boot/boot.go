// Package boot runs the real control plane: etcd, kube-controller-manager and kube-scheduler in this process, and kube-apiserver as a process of the
// same program, so that it can crash and hang while the rest lives.
package boot

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"syscall"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	logsapi "k8s.io/component-base/logs/api/v1"

	"acm/kube-testserver/addresses"
	"acm/kube-testserver/certs"
)

// ControlPlane is what has been started.
type ControlPlane struct {
	// URL of the API server.
	URL string
	// Authority that signed everything.
	Authority *certs.Authority
	// Admin reaches the API server as a member of system:masters.
	Admin *rest.Config
	// Client speaks as the administrator.
	Client kubernetes.Interface

	dir string
	api *process
}

// Start brings everything up and returns once the API server is ready and the default namespace can hold pods. What lives on ends with
// ctx; starting bounds the waits. A component that ends by itself is told to failed.
func Start(ctx, starting context.Context, dir string, block *addresses.Block, failed func(error)) (*ControlPlane, error) {
	authority, err := certs.NewAuthority("kube-testserver")
	if err != nil {
		return nil, err
	}
	address := block.ControlPlane()
	plane := &ControlPlane{
		URL:       fmt.Sprintf("https://%s:%d", address, apiPort),
		Authority: authority,
		dir:       dir,
	}
	if err := plane.writeCertificates(address); err != nil {
		return nil, err
	}
	if plane.Admin, err = plane.config("admin", "system:masters"); err != nil {
		return nil, err
	}
	if plane.Client, err = kubernetes.NewForConfig(plane.Admin); err != nil {
		return nil, err
	}
	etcd, err := startEtcd(starting, plane.path("etcd"), address)
	if err != nil {
		return nil, fmt.Errorf("etcd: %w", err)
	}
	// Each component sets up logging; only the first may.
	logsapi.ReapplyHandling = logsapi.ReapplyHandlingIgnoreUnchanged
	plane.api = &process{name: apiServerName, arguments: plane.apiArguments(address, etcd), failed: failed}
	if err := plane.StartAPI(starting); err != nil {
		return nil, err
	}
	if err := plane.startControllers(ctx, failed); err != nil {
		return nil, fmt.Errorf("kube-controller-manager: %w", err)
	}
	if err := plane.startScheduler(ctx); err != nil {
		return nil, fmt.Errorf("kube-scheduler: %w", err)
	}
	if err := plane.waitForServiceAccount(starting); err != nil {
		return nil, fmt.Errorf("service account of the default namespace: %w", err)
	}
	return plane, nil
}

// StartAPI starts the API server and waits until it is ready.
func (p *ControlPlane) StartAPI(ctx context.Context) error {
	if err := p.api.start(); err != nil {
		return err
	}
	if err := p.waitForAPI(ctx); err != nil {
		return fmt.Errorf("kube-apiserver: %w", err)
	}
	return nil
}

// StopAPI ends the API server as a crash does.
func (p *ControlPlane) StopAPI() error {
	return p.api.kill()
}

// PauseAPI makes the API server hang: connections are taken and nothing is answered.
func (p *ControlPlane) PauseAPI() error {
	return p.api.signal(syscall.SIGSTOP)
}

// ResumeAPI lets it go on.
func (p *ControlPlane) ResumeAPI() error {
	return p.api.signal(syscall.SIGCONT)
}

func (p *ControlPlane) path(name string) string {
	return filepath.Join(p.dir, name)
}

// writeCertificates leaves what the components read from files.
func (p *ControlPlane) writeCertificates(address string) error {
	server, err := p.Authority.Server("kube-apiserver",
		[]net.IP{net.ParseIP(address), net.ParseIP(firstServiceAddress)},
		"localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc")
	if err != nil {
		return err
	}
	kubelets, err := p.Authority.Client("kube-apiserver-kubelet-client", "system:masters")
	if err != nil {
		return err
	}
	accounts, err := certs.NewAuthority("service-accounts")
	if err != nil {
		return err
	}
	files := map[string][]byte{
		"ca.crt":               p.Authority.Cert,
		"apiserver.crt":        server.Cert,
		"apiserver.key":        server.Key,
		"kubelet-client.crt":   kubelets.Cert,
		"kubelet-client.key":   kubelets.Key,
		"service-accounts.key": accounts.Key,
	}
	for name, content := range files {
		if err := os.WriteFile(p.path(name), content, 0o600); err != nil {
			return err
		}
	}
	return nil
}
