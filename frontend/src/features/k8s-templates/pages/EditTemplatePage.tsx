export function EditTemplatePage() {
  return null;
}
