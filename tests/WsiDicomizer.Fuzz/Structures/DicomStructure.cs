using System.Buffers.Binary;

namespace WsiDicomizer.Fuzz.Structures;

/// <summary>Tags, VRs and lengths of a DICOM file, items and fragments too.</summary>
internal sealed class DicomStructure : IStructure
{
    private const uint Undefined = uint.MaxValue;
    private static readonly string[] LongForms = ["OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"];

    public IEnumerable<Field> FindFields(byte[] bytes)
    {
        var offset = bytes.Length > 132 && bytes.AsSpan(128, 4).SequenceEqual("DICM"u8) ? 132 : 0;
        while (offset + 12 <= bytes.Length)
        {
            var group = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(offset));
            yield return Field.Little(offset, 2);
            yield return Field.Little(offset + 2, 2);
            var isExplicit = group != 0xFFFE && char.IsAsciiLetterUpper((char)bytes[offset + 4])
                && char.IsAsciiLetterUpper((char)bytes[offset + 5]);
            var vr = isExplicit ? $"{(char)bytes[offset + 4]}{(char)bytes[offset + 5]}" : string.Empty;
            if (isExplicit)
            {
                yield return Field.Little(offset + 4, 2);
            }

            var length = !isExplicit ? Field.Little(offset + 4, 4)
                : LongForms.Contains(vr) ? Field.Little(offset + 8, 4)
                : Field.Little(offset + 6, 2);
            yield return length;
            var value = length.Read(bytes);

            // The content of sequences and items is walked as if it stood beside them; that of fragments is skipped.
            var isEntered = vr == "SQ" || value == Undefined || (group == 0xFFFE && IsElement(bytes, length.End));
            if (!isEntered && value > (ulong)(bytes.Length - length.End))
            {
                yield break;
            }

            offset = length.End + (isEntered ? 0 : (int)value);
        }
    }

    // Data elements of a data set's usual groups; coded frames do not look like that.
    private static bool IsElement(byte[] bytes, int offset) =>
        offset + 4 <= bytes.Length && bytes[offset + 1] is 0x00 or 0x52 or 0x54 && (bytes[offset] & 1) == 0 && bytes[offset] != 0;
}
