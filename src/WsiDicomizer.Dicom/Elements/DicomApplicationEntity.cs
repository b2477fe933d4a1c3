namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR AE (Application Entity).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="values">The values, without padding.</param>
public sealed class DicomApplicationEntity(DicomTag tag, params string[] values) : DicomStringElement(tag, values)
{
    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.AE;
}
