package volumes

import (
	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	storageutil "k8s.io/component-helpers/storage/volume"

	"acm/kube-testserver/fleet"
)

// volumeFor is the volume that satisfies a claim, for pods on the node or, unless the class ties it to the node, in the node's zone.
func volumeFor(claim *corev1.PersistentVolumeClaim, class *storagev1.StorageClass, node fleet.Node) *corev1.PersistentVolume {
	name := "pvc-" + string(claim.UID)
	key, value := corev1.LabelTopologyZone, node.Zone
	source := corev1.PersistentVolumeSource{CSI: &corev1.CSIPersistentVolumeSource{Driver: "volumes.kube-testserver", VolumeHandle: name}}
	if class.Parameters[parameterTopology] == topologyNode {
		key, value = corev1.LabelHostname, node.Name
		source = corev1.PersistentVolumeSource{Local: &corev1.LocalVolumeSource{Path: "/var/local/" + name}}
	}
	affinity := corev1.NodeSelectorRequirement{Key: key, Operator: corev1.NodeSelectorOpIn, Values: []string{value}}
	return &corev1.PersistentVolume{
		ObjectMeta: metav1.ObjectMeta{
			Name:        name,
			Labels:      map[string]string{corev1.LabelTopologyZone: node.Zone, corev1.LabelTopologyRegion: node.Region},
			Annotations: map[string]string{storageutil.AnnDynamicallyProvisioned: Provisioner},
		},
		Spec: corev1.PersistentVolumeSpec{
			Capacity:                      corev1.ResourceList{corev1.ResourceStorage: claim.Spec.Resources.Requests[corev1.ResourceStorage]},
			PersistentVolumeSource:        source,
			AccessModes:                   claim.Spec.AccessModes,
			VolumeMode:                    claim.Spec.VolumeMode,
			MountOptions:                  class.MountOptions,
			StorageClassName:              class.Name,
			PersistentVolumeReclaimPolicy: *class.ReclaimPolicy,
			ClaimRef: &corev1.ObjectReference{
				APIVersion: "v1", Kind: "PersistentVolumeClaim",
				Namespace: claim.Namespace, Name: claim.Name, UID: claim.UID, ResourceVersion: claim.ResourceVersion,
			},
			NodeAffinity: &corev1.VolumeNodeAffinity{Required: &corev1.NodeSelector{
				NodeSelectorTerms: []corev1.NodeSelectorTerm{{MatchExpressions: []corev1.NodeSelectorRequirement{affinity}}},
			}},
		},
	}
}

// grown tells the size a bound claim asks for, if that is more than it has.
func grown(claim *corev1.PersistentVolumeClaim) (corev1.ResourceList, bool) {
	wanted := claim.Spec.Resources.Requests[corev1.ResourceStorage]
	present := claim.Status.Capacity[corev1.ResourceStorage]
	if claim.Status.Phase != corev1.ClaimBound || present.IsZero() || wanted.Cmp(present) <= 0 {
		return nil, false
	}
	return corev1.ResourceList{corev1.ResourceStorage: wanted}, true
}

// isFinished tells whether the volume is one of ours that nobody will claim again.
func isFinished(volume *corev1.PersistentVolume) bool {
	return volume.Annotations[storageutil.AnnDynamicallyProvisioned] == Provisioner &&
		volume.Spec.PersistentVolumeReclaimPolicy == corev1.PersistentVolumeReclaimDelete &&
		volume.Status.Phase == corev1.VolumeReleased &&
		volume.DeletionTimestamp == nil
}
