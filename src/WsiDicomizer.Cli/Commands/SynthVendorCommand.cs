using System.CommandLine;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides;

namespace WsiDicomizer.Cli.Commands;

/// <summary><c>synth VENDOR -o DIR</c>: every variant of a vendor's format, each with its answer key.</summary>
internal static class SynthVendorCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(SyntheticVendor vendor, CommandEnvironment environment)
    {
        var output = CommonOptions.Output(
            "Where the slides go; files of the same names are replaced.", required: true);
        var size = new Option<PixelSize?>("--size")
        {
            Description = "Width and height of the slide in pixels. Default: 2400x1800.",
            HelpName = "WxH",
            CustomParser = CommonOptions.ParseSize,
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "What pictures and identities are made from: the same seed gives the same bytes. Default: 0.",
            HelpName = "N",
            CustomParser = CommonOptions.ParseSeed,
        };
        var command = new Command(vendor.Name, $"Make {vendor.Name} slides: {string.Join(", ", vendor.Variants)}.")
        {
            output,
            size,
            seed,
        };
        command.SetAction(parsed =>
        {
            var options = new SyntheticSlideOptions { Seed = parsed.GetValue(seed) };
            return Execute(
                vendor,
                parsed.GetRequiredValue(output),
                parsed.GetValue(size) is { } given ? options with { Size = given } : options,
                environment);
        });
        return command;
    }

    private static int Execute(
        SyntheticVendor vendor, string folder, SyntheticSlideOptions options, CommandEnvironment environment)
    {
        var writer = environment.Console.Out;
        var count = 0;
        try
        {
            foreach (var written in vendor.WriteAll(folder, options, environment.ListenForInterruption()))
            {
                var length = new FileInfo(written.Path).Length;
                var planted = Quantity.Of(written.AnswerKey.Entries.Count, "planted value");
                writer.WriteLine(
                    $"{Printable.From(written.Path)}: {written.AnswerKey.Variant}, {Quantity.Bytes(length)}, "
                    + $"{planted} in {Path.GetFileName(written.AnswerKeyPath)}");
                count++;
            }
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new UsageException(
                $"--size: {vendor.Name} slides cannot have this size; expected 64 to 250,000 pixels each way");
        }

        writer.WriteLine($"{Quantity.Of(count, "slide")} made. All identity in them is invented.");
        return ExitCodes.Success;
    }
}
