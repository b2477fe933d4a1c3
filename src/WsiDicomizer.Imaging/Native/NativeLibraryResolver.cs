using System.Reflection;
using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native;

/// <summary>Finds native libraries under the names that they have on Linux, macOS and Windows.</summary>
internal static class NativeLibraryResolver
{
    private static readonly NativeLibraryInfo[] Known =
    [
        TurboJpeg.TurboJpegLibrary.Info, OpenJpeg.OpenJpegLibrary.Info, CharLs.CharLsLibrary.Info, Zstd.ZstdLibrary.Info,
        OpenJph.OpenJphLibrary.Info, Jxl.JxlLibrary.Info, OpenSlide.OpenSlideLibrary.Info,
    ];

    // A resolver can be set once per assembly; a static initialiser runs once.
    private static readonly bool IsRegistered = Register();

    /// <summary>Loads a library, or says how to install it.</summary>
    /// <exception cref="NativeLibraryMissingException">It is not there, or lacks a function that is needed.</exception>
    public static nint Load(NativeLibraryInfo info)
    {
        _ = IsRegistered;
        var handle = TryLoad(info);
        if (handle == 0)
        {
            throw new NativeLibraryMissingException(
                info.Name, $"The library {info.Name} is not on this machine. {info.InstallHint()}");
        }

        foreach (var export in info.RequiredExports)
        {
            if (!NativeLibrary.TryGetExport(handle, export, out _))
            {
                throw new NativeLibraryMissingException(
                    info.Name, $"The library {info.Name} on this machine is too old: it has no {export}. {info.InstallHint()}");
            }
        }

        return handle;
    }

    private static nint TryLoad(NativeLibraryInfo info)
    {
        foreach (var name in info.Candidates())
        {
            if (NativeLibrary.TryLoad(name, typeof(NativeLibraryResolver).Assembly, null, out var handle))
            {
                return handle;
            }
        }

        return 0;
    }

    private static bool Register()
    {
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraryResolver).Assembly, Resolve);
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        var info = Array.Find(Known, candidate => candidate.Name == name);
        return info is null ? 0 : TryLoad(info);
    }
}
