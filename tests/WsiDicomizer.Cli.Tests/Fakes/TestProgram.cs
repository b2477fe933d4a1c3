using WsiDicomizer.Cli.Converting;
using WsiDicomizer.Conversion;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Tests.Fakes;

/// <summary>The program with a console, slides and a conversion of the test's own.</summary>
internal sealed class TestProgram
{
    public FakeConsole Console { get; init; } = new();

    public FakeConversion Conversion { get; init; } = new();

    /// <summary>Whether slides are really converted.</summary>
    public bool ConvertsReally { get; init; }

    public CancellationToken Interruption { get; init; }

    /// <summary>Every file that is called .svs is a slide, and .bad is a damaged one.</summary>
    public Func<string, Slide> OpenSlide { get; init; } = Open;

    public ConversionOptions? Options { get; private set; }

    public string Out => Console.OutText.ToString();

    public string Error => Console.ErrorText.ToString();

    public int Run(params string[] arguments) => CommandLine.Run(arguments, Environment());

    public CommandEnvironment Environment() => new()
    {
        Console = Console,
        ListenForInterruption = () => Interruption,
        OpenSlide = OpenSlide,
        OpenFoundSlide = OpenSlide,
        CreateConversion = options =>
        {
            Options = options;
            return ConvertsReally ? new SlideConversion(options) : Conversion;
        },
        MakeKey = () => new ProjectKey(new byte[ProjectKey.LengthBytes]),
    };

    private static Slide Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new SlideFormatException(
                SlideProblem.Unreadable, "the file cannot be opened; check that it exists", Path.GetFullPath(path));
        }

        return Path.GetExtension(path) switch
        {
            ".svs" => new FakeSlide(path),
            ".bad" => throw new SlideFormatException(
                SlideProblem.Damaged, "the file ends within a tile; copy it again", Path.GetFullPath(path), 4711),
            _ => throw new SlideFormatException(
                SlideProblem.NotThisFormat, "no slide format recognises this file", Path.GetFullPath(path)),
        };
    }
}
