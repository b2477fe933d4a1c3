using System.Buffers.Binary;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Conversion.DualTiff;

/// <summary>One directory of a little endian TIFF with the values that do not fit into its entries.</summary>
/// <remarks>Source: TIFF 6.0 section 2; the BigTIFF design. Directory and values begin at multiples of 8.</remarks>
internal sealed class TiffDirectoryWriter
{
    private const int Alignment = 8;

    private readonly SortedList<TiffTag, Field> _fields = [];
    private readonly bool _isBig;

    /// <summary>Creates an empty directory.</summary>
    /// <param name="isBig">Whether it is one of BigTIFF, with 64-bit offsets.</param>
    public TiffDirectoryWriter(bool isBig)
    {
        _isBig = isBig;
    }

    /// <summary>The length of the directory with its values, in bytes: a multiple of 8.</summary>
    public long Length => Align(TableLength) + _fields.Values.Sum(value => IsInline(value) ? 0 : Align(value.Length));

    private int TableLength => _isBig ? 8 + (20 * _fields.Count) + 8 : 2 + (12 * _fields.Count) + 4;

    private int InlineBytes => _isBig ? 8 : 4;

    /// <summary>The next multiple of 8.</summary>
    /// <param name="position">A position or length.</param>
    public static long Align(long position) => (position + Alignment - 1) / Alignment * Alignment;

    /// <summary>Adds a field.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="type">SHORT, LONG, LONG8, or RATIONAL with a numerator and a denominator per value.</param>
    /// <param name="numbers">The numbers.</param>
    public void Add(TiffTag tag, TiffFieldType type, params long[] numbers) =>
        _fields.Add(tag, new Field(type, type == TiffFieldType.Rational ? numbers.Length / 2 : numbers.Length, numbers, 0));

    /// <summary>Adds a field whose bytes stand in the file already.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="count">The number of bytes: more than fit into an entry.</param>
    /// <param name="offset">Where they stand, from the start of the file.</param>
    public void AddReference(TiffTag tag, int count, long offset) =>
        _fields.Add(tag, new Field(TiffFieldType.Undefined, count, null, offset));

    /// <summary>Writes directory and values.</summary>
    /// <param name="destination">As long as <see cref="Length"/>, and zero.</param>
    /// <param name="position">Where it stands, from the start of the file.</param>
    /// <param name="next">Where the next directory stands; 0 for none.</param>
    public void WriteTo(Span<byte> destination, long position, long next)
    {
        var entry = _isBig ? 8 : 2;
        WriteNumber(destination, entry, _fields.Count);
        var values = (int)Align(TableLength);
        foreach (var (tag, field) in _fields)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(destination[entry..], (ushort)tag);
            BinaryPrimitives.WriteUInt16LittleEndian(destination[(entry + 2)..], (ushort)field.Type);
            WriteNumber(destination[(entry + 4)..], InlineBytes, field.Count);
            var value = entry + 4 + InlineBytes;
            if (IsInline(field))
            {
                field.WriteTo(destination[value..]);
            }
            else if (field.Numbers is null)
            {
                WriteNumber(destination[value..], InlineBytes, field.Offset);
            }
            else
            {
                WriteNumber(destination[value..], InlineBytes, position + values);
                field.WriteTo(destination[values..]);
                values += (int)Align(field.Length);
            }

            entry = value + InlineBytes;
        }

        WriteNumber(destination[entry..], InlineBytes, next);
    }

    private bool IsInline(Field field) => field.Numbers is not null && field.Length <= InlineBytes;

    private static void WriteNumber(Span<byte> destination, int size, long number)
    {
        switch (size)
        {
            case 2:
                BinaryPrimitives.WriteUInt16LittleEndian(destination, checked((ushort)number));
                break;
            case 4:
                BinaryPrimitives.WriteUInt32LittleEndian(destination, checked((uint)number));
                break;
            default:
                BinaryPrimitives.WriteInt64LittleEndian(destination, number);
                break;
        }
    }

    private sealed record Field(TiffFieldType Type, int Count, long[]? Numbers, long Offset)
    {
        private int NumberBytes => Type switch
        {
            TiffFieldType.Short => 2,
            TiffFieldType.Long or TiffFieldType.Rational => 4,
            TiffFieldType.Long8 => 8,
            _ => throw new InvalidOperationException("no way to write numbers of this type"),
        };

        // Bytes that stand elsewhere take no room here.
        public long Length => Numbers is null ? 0 : (long)Numbers.Length * NumberBytes;

        public void WriteTo(Span<byte> destination)
        {
            for (var index = 0; index < Numbers!.Length; index++)
            {
                WriteNumber(destination[(index * NumberBytes)..], NumberBytes, Numbers[index]);
            }
        }
    }
}
