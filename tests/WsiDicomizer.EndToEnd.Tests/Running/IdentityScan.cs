using System.Text;

namespace WsiDicomizer.EndToEnd.Tests.Running;

/// <summary>Looks for values in names and bytes: as UTF-8, UTF-16 and inside base64.</summary>
internal static class IdentityScan
{
    /// <summary>Where a value stands in a folder: in the name or in the bytes of a file.</summary>
    /// <remarks>Values of three or four characters occur by chance in coded pixels: give longer ones.</remarks>
    public static List<string> Find(string folder, IEnumerable<string> values)
    {
        var found = new List<string>();
        var wanted = values.ToList();
        foreach (var path in FolderContent.Entries(folder))
        {
            var relative = Path.GetRelativePath(folder, path);
            found.AddRange(Find(Encoding.UTF8.GetBytes(relative), wanted).Select(what => $"{relative}: {what} (name)"));
            if (File.Exists(path))
            {
                found.AddRange(Find(File.ReadAllBytes(path), wanted).Select(what => $"{relative}: {what}"));
            }
        }

        return found;
    }

    /// <summary>The values that stand in some bytes, and how.</summary>
    public static IEnumerable<string> Find(byte[] bytes, IEnumerable<string> values) =>
        from value in values
        from form in Forms(value)
        where Contains(bytes, form.Pattern, form.Bounded)
        select $"{value} as {form.Name}";

    private static IEnumerable<(string Name, byte[] Pattern, bool Bounded)> Forms(string value)
    {
        // Six or seven digits occur by chance in UIDs and digests, where they are part of a longer number.
        var bounded = value.Length < 8 && value.All(char.IsAsciiDigit);
        yield return ("UTF-8", Encoding.UTF8.GetBytes(value), bounded);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(value), false);
        yield return ("UTF-16 big endian", Encoding.BigEndianUnicode.GetBytes(value), false);
        // The few characters that a short value leaves occur by chance in coded pixels.
        for (var shift = 0; shift < 3 && value.Length >= 5; shift++)
        {
            // The characters of base64 that depend on the value alone, wherever it starts in a group of three bytes.
            var encoded = Convert.ToBase64String([.. new byte[shift], .. Encoding.UTF8.GetBytes(value)]);
            var first = (shift * 8 + 5) / 6;
            var last = (shift + Encoding.UTF8.GetByteCount(value)) * 8 / 6;
            yield return ("base64", Encoding.ASCII.GetBytes(encoded[first..last]), false);
        }
    }

    private static bool Contains(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> pattern, bool bounded)
    {
        for (var from = 0; ;)
        {
            var at = bytes[from..].IndexOf(pattern);
            if (at < 0)
            {
                return false;
            }

            at += from;
            var end = at + pattern.Length;
            if (!bounded || ((at == 0 || !IsHex(bytes[at - 1])) && (end == bytes.Length || !IsHex(bytes[end]))))
            {
                return true;
            }

            from = at + 1;
        }
    }

    private static bool IsHex(byte value) => char.IsAsciiHexDigit((char)value);
}
