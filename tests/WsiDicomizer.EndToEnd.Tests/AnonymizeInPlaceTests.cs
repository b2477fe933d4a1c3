using System.Diagnostics;
using System.Globalization;
using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Slides that are changed where they stand: kills, second runs, refusals that leave everything as it was.</summary>
public sealed class AnonymizeInPlaceTests : IDisposable
{
    private const string Journals = "*.wsidicomizer-journal";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ToolFact(Slides = false)]
    public void Anonymize_KilledAtAnyMoment_IsDoneOrAsItWasAfterTheNextRun()
    {
        // Two hundred by hand, in their time; as many as that in every run would cost minutes.
        var kills = int.Parse(Environment.GetEnvironmentVariable("WSIDICOMIZER_KILLS") ?? "24", CultureInfo.InvariantCulture);
        var source = Synthesize();
        var key = Wsidicomizer.NewKey(_folder);
        Wsidicomizer.RunWell("anonymize", source, "-o", _folder["expected"], "--key-file", key);
        var expected = Directory.EnumerateFiles(_folder["expected"], "*.svs", SearchOption.AllDirectories).Single();
        var digest = FolderContent.Read(Path.GetDirectoryName(expected)!)[Path.GetFileName(expected)];
        var journalsSeen = 0;
        for (var i = 0; i < kills; i++)
        {
            var place = _folder[$"place-{i}"];
            Directory.CreateDirectory(place);
            var slide = Path.Combine(place, "DOE.svs");
            File.Copy(source, slide);
            using (ProcessRun.Launch(Wsidicomizer.Program, ["anonymize", slide, "--in-place", "--key-file", key]))
            {
                // It is killed, unless it has ended, where this block ends.
                journalsSeen += WaitForMoment(place, i) ? 1 : 0;
            }

            Wsidicomizer.RunWell("anonymize", place, "--in-place", "--key-file", key);
            var file = Assert.Single(Directory.EnumerateFiles(place));
            Assert.Equal(digest, FolderContent.Read(place)[Path.GetFileName(file)]);
            Directory.Delete(place, recursive: true);
        }

        // Otherwise the kills never hit what they are for.
        Assert.True(journalsSeen > 0);
    }

    [ToolFact(Slides = false)]
    public void Anonymize_SecondRun_ChangesNothing()
    {
        Synthesize();
        Wsidicomizer.RunWell("anonymize", _folder["slides"], "--in-place");
        var once = FolderContent.Read(_folder["slides"]);
        Assert.DoesNotContain("DOE", string.Concat(once.Keys), StringComparison.Ordinal);
        var run = Wsidicomizer.RunWell("anonymize", _folder["slides"], "--in-place");
        Assert.Contains("nothing to change", run.Output, StringComparison.Ordinal);
        Assert.Equal(once, FolderContent.Read(_folder["slides"]));
        var slide = Directory.EnumerateFiles(_folder["slides"]).Single();
        Assert.Equal(2000, File.GetLastWriteTimeUtc(slide).Year);
    }

    [ToolFact(Slides = false)]
    public void Anonymize_WhatCannotBeDone_IsRefusedAndAsItWas()
    {
        var slide = Synthesize();
        _folder.Write("slides/letter.svs", "Dear colleague, this is no slide."u8.ToArray());
        var cut = _folder.Write("slides/cut.svs", File.ReadAllBytes(slide).AsSpan(0, 100_000).ToArray());
        var before = FolderContent.Read(_folder["slides"]);
        foreach (var path in new[] { _folder["slides/letter.svs"], cut, _folder["slides/missing.svs"], _folder["nowhere/x.svs"] })
        {
            var run = Wsidicomizer.Run("anonymize", path, "--in-place");
            Assert.Equal(1, run.ExitCode);
            Assert.Contains(path, run.Errors, StringComparison.Ordinal);
            Assert.Equal(before, FolderContent.Read(_folder["slides"]));
        }
    }

    [ToolFact(Slides = false)]
    public void Anonymize_SidecarBesideTheSlide_IsRefusedRemovedOrKept()
    {
        var slide = Synthesize();
        var sidecar = Path.ChangeExtension(slide, ".xml");
        File.WriteAllText(sidecar, "<Annotations>Jane Doe</Annotations>");
        var before = FolderContent.Read(_folder["slides"]);
        var refused = Wsidicomizer.Run("anonymize", slide, "--in-place");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--sidecars", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(before, FolderContent.Read(_folder["slides"]));

        Wsidicomizer.RunWell("anonymize", slide, "-o", _folder["out"], "--sidecars", "remove");
        Assert.Equal(before, FolderContent.Read(_folder["slides"]));
        Assert.Empty(Directory.EnumerateFiles(_folder["out"], "*.xml", SearchOption.AllDirectories));

        Wsidicomizer.RunWell("anonymize", slide, "--in-place", "--sidecars", "remove");
        Assert.False(File.Exists(sidecar));
        Assert.Single(Directory.EnumerateFiles(_folder["slides"]));
    }

    [ToolTheory(Slides = false)]
    [InlineData("anonymize", "slides")]
    [InlineData("anonymize", "slides", "--in-place", "-o", "out")]
    [InlineData("anonymize", "slides", "--in-place", "--level", "v")]
    [InlineData("anonymize", "slides", "--in-place", "--label-area", "0,0,0.5")]
    [InlineData("anonymize", "slides", "--in-place", "-p", "identified")]
    [InlineData("anonymize", "slides", "--inplace")]
    public void Anonymize_MistypedOption_IsExplainedAndNothingIsDone(params string[] arguments)
    {
        Synthesize();
        var before = FolderContent.Read(_folder["slides"]);
        var run = Wsidicomizer.Run([.. arguments.Select(argument => argument is "slides" or "out" ? _folder[argument] : argument)]);
        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Errors);
        Assert.Equal(before, FolderContent.Read(_folder["slides"]));
    }

    [ToolFact(Slides = false)]
    public void Anonymize_Report_NamesNoIdentity()
    {
        var slide = Synthesize();
        var run = Wsidicomizer.RunWell("anonymize", slide, "-o", _folder["out"], "-v");
        var report = File.ReadAllText(
            Directory.EnumerateFiles(_folder["out"], "report.json", SearchOption.AllDirectories).Single());
        Assert.All(PlantedValues.Searchable(_folder["keys/" + Path.GetFileName(slide)]), value =>
        {
            Assert.DoesNotContain(value, report, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(value, run.Text, StringComparison.OrdinalIgnoreCase);
        });
    }

    [ToolFact("unshare", "mount", Slides = false, Mount = true)]
    public void Anonymize_NoRoomForTheJournal_IsRefusedAndAsItWas()
    {
        var slide = Synthesize();
        Directory.CreateDirectory(_folder["disk"]);

        // Room for the slide and for a part of the journal, which is a good deal longer than what is left.
        const string Script = """
            size=$(stat -c %s "$3")
            mount -t tmpfs -o size=$((size / 4096 * 4 + 56))k tmpfs "$1" || exit 77
            cp "$3" "$1/a.svs"
            "$2" anonymize "$1/a.svs" --in-place
            code=$?
            cmp "$3" "$1/a.svs" && find "$1" -mindepth 1 >&2
            exit $code
            """;

        var run = ProcessRun.Start(
            "unshare", [.. Tools.OwnMounts, "sh", "-c", Script, "sh", _folder["disk"], Wsidicomizer.Program, slide]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("No space left", run.Errors, StringComparison.Ordinal);
        Assert.EndsWith(_folder["disk"] + "/a.svs", run.Errors.TrimEnd(), StringComparison.Ordinal);
    }

    // Half of the kills at any moment of the run, half in the milliseconds after its journal appeared.
    private static bool WaitForMoment(string place, int number)
    {
        var watch = Stopwatch.StartNew();
        if (number % 2 == 0)
        {
            while (watch.ElapsedMilliseconds < number * 7 % 400)
            {
                Thread.SpinWait(100);
            }

            return Directory.EnumerateFiles(place, Journals).Any();
        }

        while (watch.ElapsedMilliseconds < 5000 && !Directory.EnumerateFiles(place, Journals).Any()
            && Directory.EnumerateFiles(place, "DOE*").Any())
        {
        }

        var seen = watch.Elapsed;
        while ((watch.Elapsed - seen).TotalMicroseconds < number * 211 % 9000)
        {
            Thread.SpinWait(20);
        }

        return Directory.EnumerateFiles(place, Journals).Any();
    }

    /// <summary>One slide alone in its folder; its answer key in another.</summary>
    private string Synthesize()
    {
        foreach (var path in Wsidicomizer.Synthesize(_folder["slides"], 1, "2400x1800"))
        {
            var answers = path + ".answers.json";
            if (path.Contains("classic-rgb", StringComparison.Ordinal))
            {
                Directory.CreateDirectory(_folder["keys"]);
                File.Move(answers, Path.Combine(_folder["keys"], Path.GetFileName(answers)));
            }
            else
            {
                File.Delete(path);
                File.Delete(answers);
            }
        }

        return Directory.EnumerateFiles(_folder["slides"]).Single();
    }
}
