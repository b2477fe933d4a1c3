namespace WsiDicomizer.Deidentification.Keys;

/// <summary>A key from a file.</summary>
/// <param name="Key">The key.</param>
/// <param name="IsReadableByOthers">
/// Whether the file lets others than its owner read it: worth a warning. Always false where the system has no such
/// permissions (Windows).
/// </param>
public sealed record LoadedProjectKey(ProjectKey Key, bool IsReadableByOthers);
