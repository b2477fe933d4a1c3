using System.Collections.Frozen;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Cli.Commands;

/// <summary>Options that several commands have, and the reading of their values.</summary>
internal static class CommonOptions
{
    private const int MostJobs = 256;

    // Finer than any light microscope, and coarser than a photo of the glass.
    private const double LeastMicrometres = 0.001;
    private const double MostMicrometres = 1000;

    private static readonly FrozenDictionary<string, long> ByteUnits = new Dictionary<string, long>
    {
        [string.Empty] = 1, ["B"] = 1,
        ["KB"] = 1000, ["MB"] = 1000_000, ["GB"] = 1000_000_000, ["TB"] = 1000_000_000_000,
        ["KIB"] = 1L << 10, ["MIB"] = 1L << 20, ["GIB"] = 1L << 30, ["TIB"] = 1L << 40,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json(string description) => new("--json") { Description = description };

    /// <summary><c>-o DIR</c>.</summary>
    public static Option<string> Output(string description, bool required) =>
        new("--output", "-o") { Description = description, HelpName = "DIR", Required = required };

    /// <summary><c>-p PROFILE</c>.</summary>
    public static Option<string> Profile() => new("--profile", "-p")
    {
        Description = "What is done to identity: a profile's name (see 'profiles list') or the path of a .yaml file.",
        HelpName = "PROFILE",
        DefaultValueFactory = _ => ProfileCatalog.DefaultProfile,
    };

    /// <summary><c>--key-file FILE</c>.</summary>
    /// <param name="effect">What then gets the same pseudonyms: subject and verb.</param>
    public static Option<string?> KeyFile(string effect) => new("--key-file")
    {
        Description = $"The project's key (see 'key new'): {effect} the same pseudonyms in every run. "
            + "Without it a key is made for this run and forgotten.",
        HelpName = "FILE",
    };

    /// <summary><c>-j N</c>.</summary>
    /// <param name="what">What N is the number of.</param>
    public static Option<int?> Jobs(string what) => new("--jobs", "-j")
    {
        Description = $"{what} The output does not depend on it. Default: the processors, at most 8.",
        HelpName = "N",
        CustomParser = ParseNumber("--jobs", 1, MostJobs),
    };

    /// <summary><c>-q</c>.</summary>
    public static Option<bool> Quiet() => new("--quiet", "-q") { Description = "Say only what failed." };

    /// <summary><c>-v</c>.</summary>
    public static Option<bool> Verbose(string description) => new("--verbose", "-v") { Description = description };

    /// <summary>Refuses <c>-q</c> and <c>-v</c> together.</summary>
    public static void RefuseBoth(Command command, Option<bool> quiet, Option<bool> verbose) => command.Validators.Add(result =>
    {
        if (result.GetValue(quiet) && result.GetValue(verbose))
        {
            result.AddError("--quiet and --verbose contradict each other");
        }
    });

    /// <summary>Reads <c>0.25</c> or <c>0.25,0.26</c>, in micrometres per pixel, across before down.</summary>
    public static PixelSpacing? ParseSpacing(ArgumentResult result)
    {
        var parts = result.Tokens[0].Value.Split(',');
        var values = new double[2];
        for (var index = 0; index < values.Length; index++)
        {
            var read = double.TryParse(
                parts[Math.Min(index, parts.Length - 1)],
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out values[index]);
            if (parts.Length > 2 || !read || values[index] is not (>= LeastMicrometres and <= MostMicrometres))
            {
                var range = string.Create(CultureInfo.InvariantCulture, $"{LeastMicrometres} to {MostMicrometres}");
                result.AddError(
                    $"--mpp: '{result.Tokens[0].Value}' is no pixel size; expected X or X,Y in micrometres per pixel, "
                    + $"from {range}, such as 0.25 or 0.25,0.25");
                return null;
            }
        }

        return new PixelSpacing(values[0], values[1]);
    }

    /// <summary>Reads <c>2400x1800</c>, width before height.</summary>
    public static PixelSize? ParseSize(ArgumentResult result)
    {
        var parts = result.Tokens[0].Value.Split('x', 'X', '×');
        if (parts.Length == 2 && TryParse(parts[0], out var width) && TryParse(parts[1], out var height))
        {
            return new PixelSize(width, height);
        }

        result.AddError($"--size: '{result.Tokens[0].Value}' is no size; expected WxH in pixels, such as 2400x1800");
        return null;
    }

    /// <summary>Reads a number of bytes such as <c>500MB</c>, <c>2GB</c> (powers of 1000) or <c>2GiB</c> (powers of 1024).</summary>
    /// <param name="option">The option's name, for the message.</param>
    /// <param name="least">The least that is right, in bytes.</param>
    public static Func<ArgumentResult, long?> ParseBytes(string option, long least) => result =>
    {
        var text = result.Tokens[0].Value;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var unit = digits < 0 ? string.Empty : text[digits..].Trim().ToUpperInvariant();
        if (digits != 0 && ByteUnits.TryGetValue(unit, out var factor)
            && long.TryParse(digits < 0 ? text : text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= long.MaxValue / factor && number * factor >= least)
        {
            return number * factor;
        }

        result.AddError(string.Create(
            CultureInfo.InvariantCulture,
            $"{option}: '{text}' is not right; expected bytes, at least {least}, such as 500MB, 2GB or 2GiB"));
        return null;
    };

    /// <summary>Reads a whole number of a range.</summary>
    /// <param name="option">The option's name, for the message.</param>
    /// <param name="least">The least that is right.</param>
    /// <param name="most">The most that is right.</param>
    public static Func<ArgumentResult, int?> ParseNumber(string option, int least, int most) => result =>
    {
        if (TryParse(result.Tokens[0].Value, out var number) && number >= least && number <= most)
        {
            return number;
        }

        result.AddError(string.Create(
            CultureInfo.InvariantCulture,
            $"{option}: '{result.Tokens[0].Value}' is not right; expected a whole number from {least} to {most}"));
        return null;
    };

    /// <summary>Reads a seed.</summary>
    public static ulong ParseSeed(ArgumentResult result)
    {
        if (!ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
        {
            result.AddError($"--seed: '{result.Tokens[0].Value}' is no seed; expected a whole number from 0");
        }

        return seed;
    }

    private static bool TryParse(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
