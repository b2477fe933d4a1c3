namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR SL (Signed Long).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="values">The values.</param>
public sealed class DicomSignedLong(DicomTag tag, params int[] values) : DicomNumberElement<int>(tag, values)
{
    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.SL;
}
