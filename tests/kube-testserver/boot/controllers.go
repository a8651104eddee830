package boot

import (
	"context"
	"fmt"
	"strings"

	controllers "k8s.io/kubernetes/cmd/kube-controller-manager/app"
)

// controllerList is what runs, and why the rest does not.
var controllerList = strings.Join([]string{
	"*",
	// Nobody writes heartbeats for the nodes.
	"-node-lifecycle-controller",
	"-taint-eviction-controller",
	// Addresses of pods are loopback addresses, which endpoints may not hold.
	"-endpoints-controller",
	"-endpointslice-controller",
	"-endpointslice-mirroring-controller",
	// What the volumes package does: volumes need no attaching, and it expands them.
	"-persistentvolume-attach-detach-controller",
	"-persistentvolume-expander-controller",
}, ",")

// startControllers runs the controller manager.
func (p *ControlPlane) startControllers(ctx context.Context, failed func(error)) error {
	kubeconfig := p.path("controller-manager.kubeconfig")
	if err := p.WriteKubeconfig(kubeconfig, "system:kube-controller-manager", "system:masters"); err != nil {
		return err
	}
	command := controllers.NewControllerManagerCommand()
	command.SilenceUsage = true
	command.SetArgs([]string{
		"--kubeconfig=" + kubeconfig,
		"--secure-port=0",
		"--leader-elect=false",
		"--controllers=" + controllerList,
		"--service-account-private-key-file=" + p.path("service-accounts.key"),
		"--root-ca-file=" + p.path("ca.crt"),
		"--use-service-account-credentials=false",
		"--kube-api-qps=500",
		"--kube-api-burst=1000",
		"--horizontal-pod-autoscaler-sync-period=2s",
		"--profiling=false",
		"--v=0",
	})
	go func() { failed(fmt.Errorf("kube-controller-manager ended: %w", command.ExecuteContext(ctx))) }()
	return nil
}
