using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR OD (Other Double).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="source">The bytes.</param>
public sealed class DicomOtherDouble(DicomTag tag, IByteSource source) : DicomBytesElement(tag, source)
{
    /// <summary>Creates the attribute from bytes in memory.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="bytes">The bytes; not copied.</param>
    public DicomOtherDouble(DicomTag tag, byte[] bytes)
        : this(tag, new MemoryByteSource(bytes))
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.OD;
}
