namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR FD (Floating Point Double).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="values">The values.</param>
public sealed class DicomFloatingPointDouble(DicomTag tag, params double[] values) : DicomNumberElement<double>(tag, values)
{
    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.FD;
}
