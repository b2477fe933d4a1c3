namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR PN (Person Name).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="values">The values, without padding.</param>
public sealed class DicomPersonName(DicomTag tag, params string[] values) : DicomStringElement(tag, values)
{
    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.PN;
}
