namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR ST (Short Text).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="values">The values, without padding.</param>
public sealed class DicomShortText(DicomTag tag, params string[] values) : DicomStringElement(tag, values)
{
    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.ST;
}
