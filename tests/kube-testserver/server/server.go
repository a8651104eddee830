// Package server puts the parts together: a real control plane, and stand-ins for nodes and storage.
package server

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	componentversion "k8s.io/component-base/version"

	"acm/kube-testserver/addresses"
	"acm/kube-testserver/boot"
	"acm/kube-testserver/fleet"
	"acm/kube-testserver/kubelet"
	"acm/kube-testserver/volumes"
)

// Server is what runs, as it is told to whoever started it.
type Server struct {
	URL          string            `json:"url"`
	Version      string            `json:"version"`
	Kubeconfig   string            `json:"kubeconfig"`
	Users        map[string]string `json:"users"`
	Nodes        []fleet.Node      `json:"nodes"`
	PodAddresses string            `json:"podAddresses"`

	Plane *boot.ControlPlane `json:"-"`

	patience time.Duration
}

// Start brings everything up in a directory and returns once pods can be created. What ends early is told to failed.
func Start(ctx context.Context, dir string, options Options, failed func(error)) (*Server, error) {
	starting, cancel := context.WithTimeoutCause(ctx, options.Patience, fmt.Errorf("not ready after %s", options.Patience))
	defer cancel()
	server, err := start(ctx, starting, dir, options, failed)
	if err != nil && starting.Err() != nil {
		err = fmt.Errorf("%w: %w", context.Cause(starting), err)
	}
	return server, err
}

// start takes two contexts: one for what lives on, one for what has to be done before the deadline.
func start(ctx, starting context.Context, dir string, options Options, failed func(error)) (*Server, error) {
	block, err := addresses.Claim()
	if err != nil {
		return nil, err
	}
	options.Fleet.Version = componentversion.Get().GitVersion
	nodes, err := options.Fleet.Lay(block.Node)
	if err != nil {
		return nil, err
	}
	plane, err := boot.Start(ctx, starting, dir, block, failed)
	if err != nil {
		return nil, err
	}
	server := &Server{
		URL:          plane.URL,
		Version:      options.Fleet.Version,
		Kubeconfig:   filepath.Join(dir, "kubeconfig"),
		Users:        map[string]string{},
		Nodes:        nodes,
		PodAddresses: block.String(),
		Plane:        plane,
		patience:     options.Patience,
	}
	if err := plane.WriteKubeconfig(server.Kubeconfig, "admin", "system:masters"); err != nil {
		return nil, err
	}
	if err := server.writeUsers(filepath.Join(dir, "users"), options.Users); err != nil {
		return nil, err
	}
	if options.Definitions != "" {
		if err := plane.InstallDefinitions(starting, options.Definitions); err != nil {
			return nil, fmt.Errorf("definitions: %w", err)
		}
	}
	if err := options.Fleet.Register(starting, plane.Client, nodes); err != nil {
		return nil, fmt.Errorf("nodes: %w", err)
	}
	if err := volumes.CreateClasses(starting, plane.Client); err != nil {
		return nil, fmt.Errorf("storage classes: %w", err)
	}
	if err := volumes.Run(ctx, plane.Client, nodes); err != nil {
		return nil, fmt.Errorf("volumes: %w", err)
	}
	if err := server.runKubelets(ctx, block, options); err != nil {
		return nil, fmt.Errorf("kubelets: %w", err)
	}
	return server, nil
}

// Obey does what a command says and returns when it is done.
func (s *Server) Obey(ctx context.Context, command string) error {
	ctx, cancel := context.WithTimeout(ctx, s.patience)
	defer cancel()
	switch command {
	case "stop-api-server":
		return s.Plane.StopAPI()
	case "start-api-server":
		return s.Plane.StartAPI(ctx)
	case "pause-api-server":
		return s.Plane.PauseAPI()
	case "resume-api-server":
		return s.Plane.ResumeAPI()
	}
	return fmt.Errorf("there is no command %q", command)
}

func (s *Server) writeUsers(dir string, users []User) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for _, user := range users {
		path := filepath.Join(dir, user.Name+".kubeconfig")
		if err := s.Plane.WriteKubeconfig(path, user.Name, user.Groups...); err != nil {
			return err
		}
		s.Users[user.Name] = path
	}
	return nil
}

func (s *Server) runKubelets(ctx context.Context, block *addresses.Block, options Options) error {
	var own []net.IP
	for _, node := range s.Nodes {
		own = append(own, net.ParseIP(node.Address))
	}
	pair, err := s.Plane.Authority.Server("kubelet", own)
	if err != nil {
		return err
	}
	certificate, err := pair.TLS()
	if err != nil {
		return err
	}
	return kubelet.Run(ctx, kubelet.Options{
		Settings:  options.Pods,
		Client:    s.Plane.Client,
		Nodes:     s.Nodes,
		Addresses: block,
		Port:      options.Fleet.KubeletPort,
		TLS: &tls.Config{
			Certificates: []tls.Certificate{certificate},
			ClientAuth:   tls.RequireAndVerifyClientCert,
			ClientCAs:    s.Plane.Authority.Pool(),
		},
	})
}
