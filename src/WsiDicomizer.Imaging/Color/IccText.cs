using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.Imaging.Color;

/// <summary>Reads the texts of version 2 (textDescriptionType) and version 4 (multiLocalizedUnicodeType).</summary>
internal static class IccText
{
    /// <summary>Reads a text; null where there is none or it is damaged, for nothing depends on it.</summary>
    public static string? Read(ReadOnlySpan<byte> tag, IccLimits limits)
    {
        var text = tag switch
        {
            _ when tag.Length < 12 => null,
            _ when tag.StartsWith("desc"u8) => ReadDescription(tag),
            _ when tag.StartsWith("mluc"u8) => ReadLocalized(tag),
            _ => null,
        };
        return text is null || text.Length <= limits.MaxDescriptionLength ? text : text[..limits.MaxDescriptionLength];
    }

    private static string? ReadDescription(ReadOnlySpan<byte> tag)
    {
        var count = BinaryPrimitives.ReadUInt32BigEndian(tag[8..]);
        if (count > tag.Length - 12)
        {
            return null;
        }

        var text = tag.Slice(12, (int)count);
        var end = text.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? text : text[..end]);
    }

    private static string? ReadLocalized(ReadOnlySpan<byte> tag)
    {
        // Count and record size, then language, country, length and offset; the first record is the default.
        if (tag.Length < 28 || BinaryPrimitives.ReadUInt32BigEndian(tag[8..]) == 0)
        {
            return null;
        }

        long length = BinaryPrimitives.ReadUInt32BigEndian(tag[20..]);
        long offset = BinaryPrimitives.ReadUInt32BigEndian(tag[24..]);
        return offset + length > tag.Length
            ? null
            : Encoding.BigEndianUnicode.GetString(tag.Slice((int)offset, (int)length)).TrimEnd('\0');
    }
}
