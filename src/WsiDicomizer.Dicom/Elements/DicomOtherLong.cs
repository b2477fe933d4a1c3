using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR OL (Other Long).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="source">The bytes.</param>
public sealed class DicomOtherLong(DicomTag tag, IByteSource source) : DicomBytesElement(tag, source)
{
    /// <summary>Creates the attribute from bytes in memory.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="bytes">The bytes; not copied.</param>
    public DicomOtherLong(DicomTag tag, byte[] bytes)
        : this(tag, new MemoryByteSource(bytes))
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.OL;
}
