using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Fuzz;

/// <summary>What was found once is run each time: <c>Corpus/TARGET/NAME.base64</c>.</summary>
public class CorpusTests
{
    private static string Folder => Path.Combine(SharedSlides.RepositoryRoot, "tests", "WsiDicomizer.Fuzz", "Corpus");

    public static TheoryData<string> Inputs =>
    [
        .. Directory.EnumerateFiles(Folder, "*.base64", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Run_OfAPastFinding_EndsAsItShould(string input)
    {
        using var target = FuzzTargets.Find(input[..input.IndexOf('/', StringComparison.Ordinal)]);
        var guard = new FuzzGuard(target);
        guard.Run(target.CreateSeeds().First());

        var finding = guard.Run(Read(Path.Combine(Folder, input)));

        Assert.True(finding is null, finding?.Text);
    }

    // Lines that begin with # say what it was; the others are base64.
    private static byte[] Read(string path) => Convert.FromBase64String(
        string.Concat(File.ReadLines(path).Where(line => !line.StartsWith('#'))));
}
