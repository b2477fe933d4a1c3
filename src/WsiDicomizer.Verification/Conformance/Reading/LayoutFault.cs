namespace WsiDicomizer.Verification.Conformance.Reading;

/// <summary>Something wrong with the order of bytes in a file.</summary>
/// <param name="Kind">What.</param>
/// <param name="Place">As <see cref="Finding.Place"/>.</param>
/// <param name="Detail">What was expected.</param>
internal sealed record LayoutFault(LayoutFaultKind Kind, string Place, string Detail);
