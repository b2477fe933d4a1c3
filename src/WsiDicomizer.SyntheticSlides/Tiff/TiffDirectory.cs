using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.SyntheticSlides.Tiff;

/// <summary>The tags of one page, kept in the ascending order that TIFF 6.0 (section 2, "sort order") asks for.</summary>
internal sealed class TiffDirectory
{
    private readonly SortedDictionary<ushort, TiffField> _fields = [];

    /// <summary>The entries, ascending by tag.</summary>
    public IReadOnlyCollection<KeyValuePair<ushort, TiffField>> Fields => _fields;

    /// <summary>Sets a tag to 16-bit values.</summary>
    public TiffDirectory Short(TiffTag tag, params ReadOnlySpan<ushort> values)
    {
        var bytes = new byte[values.Length * 2];
        for (var index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(index * 2), values[index]);
        }

        return Set(tag, TiffFieldType.Short, values.Length, bytes);
    }

    /// <summary>Sets a tag to 32-bit values.</summary>
    public TiffDirectory Long(TiffTag tag, params ReadOnlySpan<uint> values)
    {
        var bytes = new byte[values.Length * 4];
        for (var index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(index * 4), values[index]);
        }

        return Set(tag, TiffFieldType.Long, values.Length, bytes);
    }

    /// <summary>Sets a tag to one fraction.</summary>
    public TiffDirectory Rational(TiffTag tag, uint numerator, uint denominator)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, numerator);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), denominator);
        return Set(tag, TiffFieldType.Rational, 1, bytes);
    }

    /// <summary>Sets a tag to file offsets: 64-bit values in BigTIFF, 32-bit ones in classic TIFF.</summary>
    /// <param name="tag">Which tag.</param>
    /// <param name="values">Positions in the file, from its start.</param>
    /// <param name="big">Whether the file is a BigTIFF.</param>
    /// <exception cref="OverflowException">An offset does not fit a classic TIFF.</exception>
    public TiffDirectory Offsets(TiffTag tag, IReadOnlyList<long> values, bool big)
    {
        var size = big ? 8 : 4;
        var bytes = new byte[values.Count * size];
        for (var index = 0; index < values.Count; index++)
        {
            var target = bytes.AsSpan(index * size);
            if (big)
            {
                BinaryPrimitives.WriteInt64LittleEndian(target, values[index]);
            }
            else
            {
                BinaryPrimitives.WriteUInt32LittleEndian(target, checked((uint)values[index]));
            }
        }

        return Set(tag, big ? TiffFieldType.Long8 : TiffFieldType.Long, values.Count, bytes);
    }

    /// <summary>Sets a tag to text, as UTF-8 with the final NUL.</summary>
    public TiffDirectory Ascii(TiffTag tag, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text + "\0");
        return Set(tag, TiffFieldType.Ascii, bytes.Length, bytes);
    }

    /// <summary>Sets a tag to bytes of type UNDEFINED.</summary>
    public TiffDirectory Undefined(TiffTag tag, ReadOnlySpan<byte> value) =>
        Set(tag, TiffFieldType.Undefined, value.Length, value.ToArray());

    /// <summary>Sets a tag to bytes of type BYTE.</summary>
    public TiffDirectory Bytes(TiffTag tag, ReadOnlySpan<byte> value) =>
        Set(tag, TiffFieldType.Byte, value.Length, value.ToArray());

    /// <summary>Takes a tag out, where it is there.</summary>
    public TiffDirectory Remove(TiffTag tag)
    {
        _fields.Remove((ushort)tag);
        return this;
    }

    private TiffDirectory Set(TiffTag tag, TiffFieldType type, long count, byte[] value)
    {
        _fields[(ushort)tag] = new TiffField(type, count, value);
        return this;
    }
}
