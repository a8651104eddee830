// Package volumes stands in for a storage driver. The real controller manager binds claims to volumes; this package creates the volumes,
// expands them and deletes them when they are released, as an external driver does.
package volumes

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	storageutil "k8s.io/component-helpers/storage/volume"
)

// Provisioner is the name of the driver in storage classes.
const Provisioner = "kube-testserver/volumes"

// parameterTopology is the parameter of a class that says what a volume is tied to: a zone or a node.
const (
	parameterTopology = "topology"
	topologyNode      = "node"
)

const annotationDefaultClass = "storageclass.kubernetes.io/is-default-class"

// classes are those of the server.
func classes() []storagev1.StorageClass {
	standard := class("standard", storagev1.VolumeBindingWaitForFirstConsumer)
	standard.Annotations = map[string]string{annotationDefaultClass: "true"}
	standard.AllowVolumeExpansion = new(true)

	local := class("local-path", storagev1.VolumeBindingWaitForFirstConsumer)
	local.Parameters = map[string]string{parameterTopology: topologyNode}

	block := class("block", storagev1.VolumeBindingImmediate)
	block.AllowVolumeExpansion = new(true)

	retained := class("retained", storagev1.VolumeBindingWaitForFirstConsumer)
	retained.ReclaimPolicy = new(corev1.PersistentVolumeReclaimRetain)
	return []storagev1.StorageClass{standard, local, block, retained}
}

func class(name string, binding storagev1.VolumeBindingMode) storagev1.StorageClass {
	return storagev1.StorageClass{
		ObjectMeta:        metav1.ObjectMeta{Name: name},
		Provisioner:       Provisioner,
		VolumeBindingMode: &binding,
		ReclaimPolicy:     new(corev1.PersistentVolumeReclaimDelete),
	}
}

// CreateClasses creates the storage classes.
func CreateClasses(ctx context.Context, client kubernetes.Interface) error {
	for _, class := range classes() {
		if _, err := client.StorageV1().StorageClasses().Create(ctx, &class, metav1.CreateOptions{}); err != nil {
			return err
		}
	}
	return nil
}

// isOurs tells whether the controller manager handed the claim to this driver.
func isOurs(claim *corev1.PersistentVolumeClaim) bool {
	return claim.Annotations[storageutil.AnnStorageProvisioner] == Provisioner
}
