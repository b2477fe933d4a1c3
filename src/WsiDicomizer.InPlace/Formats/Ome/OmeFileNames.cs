using System.Text;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.Ome;

/// <summary>The file's own name in its XML, <c>UUID@FileName</c> of <c>TiffData</c>, by which readers find a page.</summary>
/// <remarks>
/// It follows the file's name, at every level. Where the new name is longer than the old one, the whole attribute becomes
/// blanks: the schema makes it optional, and without it a page is in the file itself.
/// </remarks>
internal static class OmeFileNames
{
    // The attribute's name with blanks around the equals sign; nobody writes more.
    private const int MaxNameBytes = 64;

    /// <summary>Plans it.</summary>
    /// <param name="context">The slide, whose file has its new name already.</param>
    /// <exception cref="AnonymizationException">The XML is not as the records say.</exception>
    public static void Plan(PlanContext context)
    {
        var name = Encoding.UTF8.GetBytes(Path.GetFileName(context.GetNewName(0)));
        foreach (var record in context.Records.Where(record => record.Kind == IdentityKind.FileName && record.Range is not null))
        {
            var value = record.Range!.Value;

            // At level IV nothing but the name that the file has may stand there.
            var stored = context.Read(record.FileIndex, value);
            if (stored.AsSpan().SequenceEqual(name))
            {
                context.Tell(record, PlaceAction.Kept);
                continue;
            }

            var (start, quote) = FindAttribute(context, record, value);
            var bytes = new byte[value.End + 1 - start];
            bytes.AsSpan().Fill((byte)' ');
            if (name.Length <= value.Length && name.AsSpan().IndexOfAny("<>&\"'"u8) < 0)
            {
                context.Read(record.FileIndex, new ByteRange(start, value.Offset - start)).CopyTo(bytes, 0);
                name.CopyTo(bytes, (int)(value.Offset - start));
                bytes[(int)(value.Offset - start) + name.Length] = quote;
            }

            context.Write(record.FileIndex, start, bytes);
            context.Tell(record, PlaceAction.Renamed);
        }
    }

    /// <summary>Where the attribute of a value begins, and the quote around the value.</summary>
    private static (long Start, byte Quote) FindAttribute(PlanContext context, IdentityRecord record, ByteRange value)
    {
        var before = Math.Min(MaxNameBytes, value.Offset);
        var bytes = context.Read(record.FileIndex, new ByteRange(value.Offset - before, before + value.Length + 1));
        var at = (int)before - 1;
        var quote = bytes[at--];
        at = SkipBlanks(bytes, at);
        var isAttribute = quote is (byte)'"' or (byte)'\'' && bytes[^1] == quote && bytes[at] == (byte)'=';
        at = SkipBlanks(bytes, at - 1);
        while (at >= 0 && (char.IsAsciiLetterOrDigit((char)bytes[at]) || bytes[at] is (byte)':' or (byte)'_'))
        {
            at--;
        }

        return isAttribute && at >= 0
            ? (value.Offset - before + at + 1, quote)
            : throw new AnonymizationException($"{record.Location}: the file's name in the XML is no attribute as OME has it");
    }

    private static int SkipBlanks(byte[] bytes, int at)
    {
        while (at > 0 && bytes[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at--;
        }

        return at;
    }
}
