using System.CommandLine;

namespace WsiDicomizer.Cli.Crosswalks;

/// <summary>The options of commands that can write a crosswalk.</summary>
internal static class CrosswalkOptions
{
    /// <summary><c>--crosswalk FILE</c>.</summary>
    public static Option<string?> File() => new("--crosswalk")
    {
        Description = "A CSV file with what stands for what: identifiers, UIDs, names. It is identity: readable by you alone, "
            + "never overwritten, and refused inside the output folder.",
        HelpName = "FILE",
    };

    /// <summary><c>--crosswalk-midi DIR</c>.</summary>
    public static Option<string?> Midi() => new("--crosswalk-midi")
    {
        Description = "A folder for uid_mapping.csv and patid_mapping.csv (id_old,id_new), as validation in the manner of "
            + "MIDI-B reads them. Protected like --crosswalk.",
        HelpName = "DIR",
    };
}
