using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.InPlace;
using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Writing;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides.Formats.Leica;
using WsiDicomizer.SyntheticSlides.Formats.Philips;
using WsiDicomizer.SyntheticSlides.Formats.Ventana;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Slides that lose their identity in their own format: planned, copied, and opened again.</summary>
internal sealed class AnonymizeTarget : FuzzTarget
{
    private readonly DirectoryInfo _output = Directory.CreateTempSubdirectory("wsidicomizer-fuzz-");

    public override string Name => "anonymize";

    public override IReadOnlyList<string> EntryPoints => 
        ["SlideAnonymizer.CreatePlan", "CopyWriter.Write", "BlankJpeg.TryReplace", "LabelEncoder.TryReplaceJpeg"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(SlideFormatException), typeof(AnonymizationException)];

    public override IStructure Structure { get; } = new SeveralStructures(new TiffStructure(), new JpegStructure());

    public override IReadOnlyList<string> Tokens => ["|", "=", "<image>", "</image>", "\0", "label ", "macro ", "<", "&quot;"];

    public override IReadOnlyList<string> Secrets { get; } = Seeds.Slides.PlantedTexts();

    public override double Share => 0.25;

    public override long AllocationLimit(int inputLength) => (96L << 20) + (512L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() =>
    [
        .. Seeds.Slides.Aperio(), Seeds.Slides.Philips(PhilipsVariant.Sparse), Seeds.Slides.Leica(LeicaVariant.OneArea),
        Seeds.Slides.Ventana(VentanaVariant.DpAligned), .. Seeds.Slides.Pages(),
    ];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        AnonymizationPlan plan;
        using (var slide = SlideFormats.Open(WriteFile(input)))
        {
            plan = SlideAnonymizer.CreatePlan(
                slide,
                new AnonymizationRules
                {
                    Level = AnonymizationLevel.IV,
                    Sidecars = SidecarRule.Keep,

                    // One of two seeds' mutations each: blank pictures, and drawn ones.
                    DrawLabelText = input.Length % 2 == 0,
                },
                SlideName.Create("0123456789ab"));
        }

        var copy = _output.CreateSubdirectory("copy");
        try
        {
            CopyWriter.Write(plan, copy.FullName, CancellationToken.None);
            var written = Path.Combine(copy.FullName, plan.NewFileNames[0]);
            FuzzPropertyException.Require(new FileInfo(written).Length == input.Length, "a copy of the same length");
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _output.Delete(recursive: true);
        base.Dispose(disposing);
    }
}
