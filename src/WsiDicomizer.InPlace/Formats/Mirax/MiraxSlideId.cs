using System.Security.Cryptography;
using System.Text;
using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.Mirax;

/// <summary>The SLIDE_ID, by which the files of a slide belong together: another one of the same length, everywhere at once.</summary>
/// <remarks>
/// It is made from the slide's new name, which says nothing of the slide, so that no two slides get the same; a slide that keeps its
/// name gets zeros, for what is made from a name tells of the name. Readers open no slide whose files disagree. Source: formats.md 4.3.
/// </remarks>
internal static class MiraxSlideId
{
    private const string Name = "SLIDE_ID";
    private const int FirstDataFile = 3;

    /// <summary>Whether a record is such an identifier, in one of the slide's own files.</summary>
    /// <param name="record">The record.</param>
    public static bool Is(IdentityRecord record) => record is { Name: Name, Range: not null, Value: not null } && (record.FileIndex < FirstDataFile
        || (record.Kind == IdentityKind.Identifier && record.Location.EndsWith(", header", StringComparison.Ordinal)));

    /// <summary>Plans it.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <exception cref="AnonymizationException">The identifier is no ASCII.</exception>
    public static void Plan(PlanContext context)
    {
        if (!context.Reaches(AnonymizationLevel.IV))
        {
            return;
        }

        List<IdentityRecord> records = [.. context.Records.Where(Is)];
        if (records.Exists(context.Rules.Keeps))
        {
            records.ForEach(record => context.Tell(record, PlaceAction.Kept));
            return;
        }

        if (!records.TrueForAll(record => Ascii.IsValid(record.Value)))
        {
            throw new AnonymizationException(
                $"the {Name} has characters beyond ASCII, and nobody knows how they stand in the data files; --keep-key {Name} keeps it");
        }

        foreach (var record in records)
        {
            var range = record.Range!.Value;
            var isWide = range.Length == 2 * record.Value!.Length;
            var id = Create(context.NewName, (int)(isWide ? range.Length / 2 : range.Length));
            context.Write(record.FileIndex, range.Offset, (isWide ? Encoding.Unicode : Encoding.ASCII).GetBytes(id));
            context.Tell(record, PlaceAction.Overwritten);
        }
    }

    /// <summary>The identifier; a shorter one is the beginning of a longer.</summary>
    private static string Create(string slideName, int length)
    {
        if (!SlideName.IsOurs(slideName))
        {
            return new string('0', length);
        }

        var id = new StringBuilder(length);
        for (var part = 0; id.Length < length; part++)
        {
            var text = FormattableString.Invariant($"wsidicomizer MIRAX slide id {part} {slideName}");
            id.Append(Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(text))));
        }

        return id.ToString(0, length);
    }
}
