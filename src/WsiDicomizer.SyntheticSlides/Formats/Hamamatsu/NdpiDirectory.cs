using System.Buffers.Binary;
using System.Text;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;

/// <summary>The tags of a page, in the order in which they are added: NDPI does not sort them.</summary>
internal sealed class NdpiDirectory
{
    /// <summary>Tag, type, count and value bytes.</summary>
    public List<(ushort Tag, TiffFieldType Type, uint Count, byte[] Value)> Fields { get; } = [];

    /// <summary>Numbers of 16 bits.</summary>
    public NdpiDirectory Short(int tag, params ReadOnlySpan<ushort> values)
    {
        var bytes = new byte[values.Length * 2];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * 2), values[i]);
        }

        return Add(tag, TiffFieldType.Short, values.Length, bytes);
    }

    /// <summary>Numbers of 32 bits; a single one may have more, whose high half goes where NDPI has it.</summary>
    public NdpiDirectory Long(int tag, long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Add(tag, TiffFieldType.Long, 1, bytes);
    }

    /// <summary>Numbers of 32 bits: the low halves of what is given.</summary>
    public NdpiDirectory Longs(int tag, IReadOnlyList<long> values, int shift = 0)
    {
        var bytes = new byte[values.Count * 4];
        for (var i = 0; i < values.Count; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * 4), (uint)(values[i] >> shift));
        }

        return Add(tag, TiffFieldType.Long, values.Count, bytes);
    }

    /// <summary>A signed number of 32 bits.</summary>
    public NdpiDirectory SLong(int tag, int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Add(tag, TiffFieldType.SLong, 1, bytes);
    }

    /// <summary>A floating-point number of 32 bits.</summary>
    public NdpiDirectory Float(int tag, float value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return Add(tag, TiffFieldType.Float, 1, bytes);
    }

    /// <summary>A fraction.</summary>
    public NdpiDirectory Rational(int tag, uint numerator, uint denominator)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, numerator);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), denominator);
        return Add(tag, TiffFieldType.Rational, 1, bytes);
    }

    /// <summary>A text; none where it is null.</summary>
    public NdpiDirectory Ascii(int tag, string? text)
    {
        if (text is null)
        {
            return this;
        }

        byte[] bytes = [.. Encoding.UTF8.GetBytes(text), 0];
        return Add(tag, TiffFieldType.Ascii, bytes.Length, bytes);
    }

    private NdpiDirectory Add(int tag, TiffFieldType type, int count, byte[] value)
    {
        Fields.Add(((ushort)tag, type, (uint)count, value));
        return this;
    }
}
