using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>An attribute whose value is bytes: OB, OW and their like, and UN. The bytes may stay in their file.</summary>
/// <remarks>The order of the bytes is little endian, as it is written.</remarks>
public abstract class DicomBytesElement : DicomElement
{
    private protected DicomBytesElement(DicomTag tag, IByteSource source)
        : base(tag)
    {
        Source = source;
    }

    /// <summary>The bytes.</summary>
    public IByteSource Source { get; }

    /// <summary>1, or 0 where there are no bytes.</summary>
    public override int Count => Source.Length == 0 ? 0 : 1;

    /// <summary>All bytes in memory.</summary>
    /// <exception cref="DicomDataException">They are more than an array can hold.</exception>
    public byte[] ToArray()
    {
        if (Source.Length > Array.MaxLength)
        {
            throw new DicomDataException("the value is too large for memory: read it through Source", Tag);
        }

        var bytes = new byte[Source.Length];
        Source.Read(0, bytes);
        return bytes;
    }

    private protected override object GetValue(int index) => ToArray();
}
