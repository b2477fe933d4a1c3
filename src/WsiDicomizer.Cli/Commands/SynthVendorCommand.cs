using System.CommandLine;
using System.Globalization;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides;

namespace WsiDicomizer.Cli.Commands;

/// <summary><c>synth VENDOR|all -o DIR</c>: every variant of a vendor's format, each with its answer key.</summary>
internal static class SynthVendorCommand
{
    private const string All = "all";

    /// <summary>Creates the command of a vendor.</summary>
    public static Command Create(SyntheticVendor vendor, CommandEnvironment environment) => Create(
        vendor.Name, $"Make {vendor.Name} slides: {string.Join(", ", vendor.Variants)}.", [vendor], environment);

    /// <summary>Creates the command that makes the slides of all vendors, each vendor's in a folder of its own.</summary>
    public static Command CreateForAll(CommandEnvironment environment) => Create(
        All, "Make the slides of all vendors, each vendor's in a folder of its name.", SyntheticSlideCatalog.Vendors, environment);

    private static Command Create(
        string name, string description, IReadOnlyList<SyntheticVendor> vendors, CommandEnvironment environment)
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
        var command = new Command(name, description)
        {
            output,
            size,
            seed,
        };
        command.SetAction(parsed =>
        {
            var options = new SyntheticSlideOptions { Seed = parsed.GetValue(seed) };
            var folder = parsed.GetRequiredValue(output);
            return Execute(
                vendors.Select(vendor => (vendor, vendors.Count == 1 ? folder : Path.Combine(folder, vendor.Name))),
                parsed.GetValue(size) is { } given ? options with { Size = given } : options,
                environment);
        });
        return command;
    }

    private static int Execute(
        IEnumerable<(SyntheticVendor Vendor, string Folder)> vendors,
        SyntheticSlideOptions options,
        CommandEnvironment environment)
    {
        var count = 0;
        var interruption = environment.ListenForInterruption();
        foreach (var (vendor, folder) in vendors)
        {
            count += WriteAll(vendor, folder, options, environment.Console.Out, interruption);
        }

        environment.Console.Out.WriteLine($"{Quantity.Of(count, "slide")} made. All identity in them is invented.");
        return ExitCodes.Success;
    }

    private static int WriteAll(
        SyntheticVendor vendor, string folder, SyntheticSlideOptions options, TextWriter writer, CancellationToken cancellationToken)
    {
        var count = 0;
        try
        {
            foreach (var written in vendor.WriteAll(folder, options, cancellationToken))
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
            throw new UsageException(string.Create(
                CultureInfo.InvariantCulture,
                $"--size: {vendor.Name} slides cannot have this size; expected 64 to {vendor.MaxSide:N0} pixels each way"));
        }

        return count;
    }
}
