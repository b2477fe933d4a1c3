using System.Globalization;
using System.Runtime.CompilerServices;

namespace WsiDicomizer.Benchmarks;

/// <summary>What the command line of the benchmark says.</summary>
internal sealed record BenchmarkOptions
{
    private const string Usage = """
        dotnet run -c Release --project tests/WsiDicomizer.Benchmarks -- convert [options]

          --rounds N       how often everything is run in turn; medians are printed (default 5)
          --folder DIR     where slides and outputs go; slides stay there (default: in the folder for temporary files)
          --program FILE   the published program (default: artifacts/publish/wsidicomizer, made by ./wsidicomizer)
          --size WxH       the slide's size in pixels (default 45824x45824, about 34,000 tiles and 380 MB)
          --small-only     leaves out the slide of four times the size

        ... -- deidentify [--rounds N] [--folder DIR] [--program FILE]
                                  instances of 350 MB, native and JPEG, and 5,000 of 50 kB
        ... -- encode [--rounds N] [--folder DIR] [--program FILE]
                                  12,000x12,000 JPEG tiles encoded anew, beside libjpeg-turbo alone
        ... -- ndpi [--rounds N] [--folder DIR] [--program FILE]
                                  an NDPI slide, every coefficient kept
        ... -- read-header         header and one random frame of an instance of 350 MB with 32,000 frames
        ... -- functional-groups   180,000 items of per-frame functional groups
        """;

    /// <summary>How often everything is run.</summary>
    public int Rounds { get; private set; } = 5;

    /// <summary>Slides and outputs.</summary>
    public string Folder { get; private set; } = Path.Combine(Path.GetTempPath(), "wsidicomizer-benchmark");

    /// <summary>The published program.</summary>
    public string Program { get; private set; } =
        Path.Combine(RepositoryRoot(), "artifacts", "publish", "wsidicomizer");

    /// <summary>The slide's width in pixels.</summary>
    public int Width { get; private set; } = 45824;

    /// <summary>The slide's height in pixels.</summary>
    public int Height { get; private set; } = 45824;

    /// <summary>Whether only the smaller slide is measured.</summary>
    public bool SmallOnly { get; private set; }

    /// <summary>Reads the command line; says what it should be when it is not.</summary>
    public static bool TryParse(string[] arguments, out BenchmarkOptions options)
    {
        options = new BenchmarkOptions();
        var understood = arguments is ["convert" or "deidentify" or "encode" or "ndpi", ..];
        for (var index = 1; understood && index < arguments.Length; index++)
        {
            var value = index + 1 < arguments.Length ? arguments[index + 1] : "";
            understood = options.Take(arguments[index], value, out var usesValue);
            index += usesValue ? 1 : 0;
        }

        if (!understood)
        {
            Console.Error.WriteLine(Usage);
        }

        return understood;
    }

    private bool Take(string name, string value, out bool usesValue)
    {
        usesValue = name != "--small-only";
        switch (name)
        {
            case "--small-only":
                SmallOnly = true;
                return true;
            case "--folder":
                Folder = Path.GetFullPath(value);
                return value.Length > 0;
            case "--program":
                Program = Path.GetFullPath(value);
                return value.Length > 0;
            case "--rounds":
                Rounds = TryParse(value, out var rounds) ? rounds : 0;
                return Rounds > 0;
            case "--size":
                return TryParseSize(value);
            default:
                return false;
        }
    }

    private bool TryParseSize(string value)
    {
        if (value.Split('x') is not [var width, var height]
            || !TryParse(width, out var across)
            || !TryParse(height, out var down))
        {
            return false;
        }

        (Width, Height) = (across, down);
        return across > 0 && down > 0;
    }

    private static bool TryParse(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string RepositoryRoot([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
