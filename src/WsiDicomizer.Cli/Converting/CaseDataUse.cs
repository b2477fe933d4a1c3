using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Conversion;
using WsiDicomizer.Conversion.CaseData;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Converting;

/// <summary>Which records of the case data the slides of a run have used.</summary>
/// <param name="file">The case data.</param>
internal sealed class CaseDataUse(CaseDataFile file)
{
    private const int MostLines = 20;

    private readonly Dictionary<int, bool> _used = [];

    /// <summary>How many entries there are.</summary>
    public int Records => file.Count;

    /// <summary>How many of them slides have used.</summary>
    public int Used => _used.Count;

    /// <summary>Slides that no entry fits.</summary>
    public int SlidesWithout { get; private set; }

    /// <summary>The lines of the file with entries that no slide used, in order.</summary>
    public IReadOnlyList<int> UnusedLines =>
        [.. Enumerable.Range(0, file.Count).Where(index => !_used.ContainsKey(index)).Select(file.GetLine)];

    /// <summary>Takes the entry of a slide that is about to be converted.</summary>
    /// <param name="slide">The slide.</param>
    /// <exception cref="ConversionException">Several entries fit, or one that belongs to another slide of the run.</exception>
    public void Claim(Slide slide)
    {
        if (file.Find(slide) is not { } match)
        {
            SlidesWithout++;
            return;
        }

        // Two scans of one glass have one barcode. Two files of one name may be anyone's.
        if (_used.TryGetValue(match.Index, out var wasByBarcode) && !(wasByBarcode && match.IsByBarcode))
        {
            throw new ConversionException(
                $"the record in line {file.GetLine(match.Index)} of the case data fits this slide by its file name, and an "
                + "earlier slide of this run as well; one of the two is not the patient's: tell them apart by barcode or name");
        }

        _used[match.Index] = match.IsByBarcode;
    }

    /// <summary>What a person should know at the end; no value of the file.</summary>
    public IEnumerable<string> Warnings()
    {
        var unused = UnusedLines;
        if (unused.Count > 0)
        {
            var lines = string.Join(", ", unused.Take(MostLines));
            yield return $"warning: {Quantity.Of(unused.Count, "record")} of the case data used by no slide: "
                + $"line {lines}{(unused.Count > MostLines ? ", …" : string.Empty)}";
        }
    }
}
