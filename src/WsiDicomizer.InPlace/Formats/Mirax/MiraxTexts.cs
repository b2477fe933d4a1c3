using System.Text.RegularExpressions;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.Mirax;

/// <summary>Level IV: the values of Slidedat.ini and of the texts in data files, but for what names files and the slide itself.</summary>
internal static partial class MiraxTexts
{
    private const string LineWithoutKey = "line without a key";
    private const string Deflated = "deflated data";

    /// <summary>Plans it.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="slidedat">Its Slidedat.ini.</param>
    /// <exception cref="AnonymizationException">The rules refuse keys that no rule knows, and there are some.</exception>
    public static void Plan(PlanContext context, MiraxSlidedat slidedat)
    {
        if (!context.Reaches(AnonymizationLevel.IV))
        {
            return;
        }

        TextRemoval.Plan(context, record => !IsSpecial(record) && !MiraxForeignFiles.IsIn(context, record)
            && !MiraxFileNames.IsFileKey(record) && !MiraxSlideId.Is(record));
        List<IdentityRecord> special = [.. context.Records.Where(record => IsSpecial(record) && !context.Rules.Keeps(record))];
        TextRemoval.RequireKnown(context, special);
        foreach (var record in special)
        {
            Overwrite(context, record);
            context.Tell(record, PlaceAction.Overwritten);
        }

        PlanSections(context, slidedat);
    }

    private static bool IsSpecial(IdentityRecord record) =>
        record.Range is not null && record.Name is LineWithoutKey or Deflated;

    private static void Overwrite(PlanContext context, IdentityRecord record)
    {
        var range = record.Range!.Value;
        if (range.Length > context.Limits.MaxTextBytes)
        {
            context.Zero(record.FileIndex, range, PatchStage.Texts);
        }
        else if (record.Name == Deflated)
        {
            context.Write(
                record.FileIndex,
                range.Offset,
                DeflatedText.Blank(context.Read(record.FileIndex, range), context.Limits.MaxTextBytes));
        }
        else
        {
            // Readers of INI files refuse lines that are neither key and value nor comment: blanks are both nothing.
            MiraxSlidedat.Replace(context, range, string.Empty);
        }
    }

    /// <summary>Names of sections that no scanner writes get others, of the same length wherever they are named.</summary>
    private static void PlanSections(PlanContext context, MiraxSlidedat slidedat)
    {
        var others = slidedat.Lines.Where(line => line.Line.IsSection && !KnownSection().IsMatch(line.Section))
            .Select(line => line.Section).Distinct(StringComparer.Ordinal).ToList();
        foreach (var (number, section) in others.Index())
        {
            foreach (var (_, line) in slidedat.Lines.Where(line => line.Line.IsSection && line.Section == section))
            {
                Rename(context, number, new ByteRange(line.Range.Offset + 1, line.Range.Length - 2));
            }

            foreach (var (_, line) in slidedat.Lines.Where(line =>
                line.Line.Key.EndsWith("_SECTION", StringComparison.Ordinal) && line.Line.Value == section))
            {
                Rename(context, number, line.ValueRange);
            }
        }
    }

    // Without blanks before it: they count between brackets.
    private static void Rename(PlanContext context, int number, ByteRange place)
    {
        var name = FormattableString.Invariant($"S{number}");
        if (name.Length > place.Length)
        {
            throw new AnonymizationException(
                "Slidedat.ini has a section of a name that no scanner writes, too short for another; nothing was done");
        }

        MiraxSlidedat.Replace(context, place, name.PadRight((int)place.Length, 'X'));
    }

    [GeneratedRegex(@"^(?:GENERAL|HIERARCHICAL|DATAFILE|(?:NONHIER|HIER)?LAYER_[0-9]{1,3}(?:_LEVEL_[0-9]{1,4})?_SECTION)\z")]
    private static partial Regex KnownSection();
}
