namespace WsiDicomizer.Fuzz.Structures;

/// <summary>Lengths and sizes of JPEG 2000 marker segments and JP2 boxes, wherever in the input they stand.</summary>
internal sealed class Jpeg2000Structure : IStructure
{
    private static ReadOnlySpan<byte> Siz => [0xFF, 0x51];

    private static ReadOnlySpan<byte> Sot => [0xFF, 0x90];

    public IEnumerable<Field> FindFields(byte[] bytes)
    {
        for (var i = 0; i + 12 <= bytes.Length; i++)
        {
            foreach (var field in IsBoxType(bytes.AsSpan(i, 4)) && i >= 4 ? [Field.Big(i - 4, 4)] : FieldsAt(bytes, i))
            {
                yield return field;
            }
        }
    }

    private static List<Field> FieldsAt(byte[] bytes, int offset)
    {
        var rest = bytes.AsSpan(offset);
        List<Field> fields = [];
        if (rest[0] != 0xFF || rest[1] is < 0x4F or > 0x93)
        {
            return fields;
        }

        fields.Add(Field.Big(offset + 1, 1));
        fields.Add(Field.Big(offset + 2, 2));
        if (rest.StartsWith(Siz) && rest.Length >= 43)
        {
            // Xsiz to YTOsiz, Csiz, Ssiz, XRsiz, YRsiz (ISO/IEC 15444-1 A.5.1).
            fields.AddRange(Enumerable.Range(0, 8).Select(index => Field.Big(offset + 6 + (4 * index), 4)));
            fields.Add(Field.Big(offset + 38, 2));
            fields.AddRange(Enumerable.Range(40, 3).Select(index => Field.Big(offset + index, 1)));
        }
        else if (rest.StartsWith(Sot))
        {
            // Isot, Psot, TPsot, TNsot.
            fields.AddRange([Field.Big(offset + 4, 2), Field.Big(offset + 6, 4), Field.Big(offset + 10, 1), Field.Big(offset + 11, 1)]);
        }
        else
        {
            // Of COD: progression, layers, transform, levels, code blocks.
            fields.AddRange(Enumerable.Range(4, 8).Select(index => Field.Big(offset + index, 1)));
        }

        return fields;
    }

    private static bool IsBoxType(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("jP  "u8) || type.SequenceEqual("ftyp"u8) || type.SequenceEqual("jp2h"u8)
        || type.SequenceEqual("jp2c"u8) || type.SequenceEqual("ihdr"u8);
}
