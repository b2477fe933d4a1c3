using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Writing;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Tests.Running;

/// <summary>A slide in a folder of its own, and what becomes of it in another.</summary>
internal sealed class BuiltSlide : IDisposable
{
    private readonly TemporaryFolder _source = new();
    private readonly TemporaryFolder _output = new();

    /// <summary>Writes a slide of one file.</summary>
    public BuiltSlide(string name, byte[] bytes)
    {
        Path = _source.Combine(name);
        File.WriteAllBytes(Path, bytes);
    }

    /// <summary>Copies a slide with all its files.</summary>
    public BuiltSlide(SyntheticVariants variants, string vendor, string variant) =>
        Path = variants.Copy(vendor, variant, _source.Path);

    /// <summary>The slide.</summary>
    public string Path { get; }

    /// <summary>The folder that the slide is in.</summary>
    public string Folder => _source.Path;

    /// <summary>Where copies are written.</summary>
    public string Output => _output.Path;

    /// <summary>The new name of slides, with an ending.</summary>
    public static string NewName(string ending) => SlideName.Create("0123456789ab") + ending;

    public AnonymizationPlan Plan(AnonymizationRules rules) => Plan(Path, rules);

    public static AnonymizationPlan Plan(string path, AnonymizationRules rules)
    {
        using var slide = SlideFormats.Open(path);
        return SlideAnonymizer.CreatePlan(slide, rules, SlideName.Create("0123456789ab"));
    }

    /// <summary>Writes a copy.</summary>
    /// <returns>The path of its first file.</returns>
    public string Anonymize(AnonymizationLevel level, Func<AnonymizationRules, AnonymizationRules>? change = null)
    {
        var rules = new AnonymizationRules { Level = level };
        var plan = Plan(change?.Invoke(rules) ?? rules);
        Places = plan.Places;
        foreach (var path in Directory.EnumerateFileSystemEntries(Output))
        {
            File.Delete(path);
        }

        CopyWriter.Write(plan, Output, CancellationToken.None);
        return System.IO.Path.Combine(Output, plan.NewFileNames[0]);
    }

    /// <summary>What the last plan told.</summary>
    public IReadOnlyList<PlannedPlace> Places { get; private set; } = [];

    public void Dispose()
    {
        _source.Dispose();
        _output.Dispose();
    }
}
