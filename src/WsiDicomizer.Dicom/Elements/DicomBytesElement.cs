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

    /// <summary>All bytes, or the numbers that they are.</summary>
    /// <typeparam name="T">byte or another number type, read as little endian; byte[] for one array of all.</typeparam>
    /// <exception cref="DicomDataException">The bytes are no whole number of values, or too many for memory.</exception>
    public override T[] GetAll<T>()
    {
        if (!typeof(T).IsPrimitive || typeof(T) == typeof(bool) || typeof(T) == typeof(char))
        {
            return base.GetAll<T>();
        }

        var bytes = ToArray();
        var size = Buffer.ByteLength(new T[1]);
        if (bytes.Length % size != 0 || !BitConverter.IsLittleEndian)
        {
            throw new DicomDataException($"a value of VR {ValueRepresentation} is not a whole number of {typeof(T).Name}", Tag);
        }

        var values = new T[bytes.Length / size];
        Buffer.BlockCopy(bytes, 0, values, 0, bytes.Length);
        return values;
    }

    private protected override object GetValue(int index) => ToArray();
}
