namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR SV (Signed Very Long).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="values">The values.</param>
public sealed class DicomSignedVeryLong(DicomTag tag, params long[] values) : DicomNumberElement<long>(tag, values)
{
    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.SV;
}
