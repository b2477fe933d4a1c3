using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Converting;

/// <summary>The options that say what becomes of the picture of the glass: <c>--overview</c> and <c>--label-area</c>.</summary>
internal sealed class OverviewOptions
{
    private const int Numbers = 4;

    // Of either kind: the largest picture that DICOM has is 65,535 pixels wide.
    private const double MostPixels = 65535;

    private static readonly ImageDisposition[] Words = [ImageDisposition.Drop, ImageDisposition.Keep, ImageDisposition.MaskLabel];

    private readonly Option<ImageDisposition?> _overview = new("--overview")
    {
        Description = "What becomes of the picture of the whole glass: drop, keep, or mask-label (kept with the label covered, where it is "
            + "known which part that is; else dropped). Default: as the profile says.",
        HelpName = "drop|keep|mask-label",
        CustomParser = ParseWord,
    };

    private readonly Option<LabelArea?> _area = new("--label-area")
    {
        Description = "With mask-label: where the label is on every overview of this run, instead of what is known of the format. "
            + "Left, top, width and height: shares from 0 to 1, such as 0,0,0.35,1, or whole pixels, such as 0,0,420,431.",
        HelpName = "X,Y,W,H",
        CustomParser = ParseArea,
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Options.Add(_overview);
        command.Options.Add(_area);
    }

    /// <summary>What was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    public OverviewRequest Read(ParseResult parsed) => new(parsed.GetValue(_overview), parsed.GetValue(_area));

    private static ImageDisposition? ParseWord(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        foreach (var word in Words.Where(word => word.ToWord().Equals(text, StringComparison.OrdinalIgnoreCase)))
        {
            return word;
        }

        result.AddError($"--overview: '{text}' is not right; expected {string.Join(", ", Words.Select(word => word.ToWord()))}");
        return null;
    }

    private static LabelArea? ParseArea(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var parts = text.Split(',');
        var values = new double[Numbers];
        var isRead = parts.Length == Numbers;
        for (var index = 0; isRead && index < Numbers; index++)
        {
            isRead = double.TryParse(parts[index], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out values[index])
                && values[index] <= MostPixels;
        }

        // A part of one pixel is no label, so numbers up to 1 are shares, all four.
        var isShare = values.All(value => value <= 1);
        if (isRead && values[2] > 0 && values[3] > 0 && (isShare || values.All(double.IsInteger)))
        {
            return new LabelArea(values[0], values[1], values[2], values[3], isShare);
        }

        result.AddError(
            $"--label-area: '{text}' is no part of a picture; expected left, top, width and height, all as shares from 0 to 1, such as "
            + "0,0,0.35,1, or all as whole pixels, such as 0,0,420,431");
        return null;
    }
}
