namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR FL (Floating Point Single).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="values">The values.</param>
public sealed class DicomFloatingPointSingle(DicomTag tag, params float[] values) : DicomNumberElement<float>(tag, values)
{
    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.FL;
}
