using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Verify;

/// <summary>
/// The page's scripts in a real browser. They are a second implementation of notes, canonical JSON and proofs, and are
/// compared with published test vectors and with the portal's own code.
/// </summary>
public abstract class VerifyModuleTestBase(Portal portal)
{
    protected Portal Portal { get; } = portal;
    protected const string TesseraProof = """
        c2sp.org/tlog-proof@v1
        index 2
        9xWrP6pdBx5uKsS7mU1b9zWUPcw3mdoNCF55gM+5M2o=
        T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=
        wVNSoGEUdzQTVZfXnUuDiK7m3gJ5rbJqmQx/6vHF+yA=

        example.com/log/testdata
        7
        IrSXADBqJ7EQoUODSDKROySgNveeL6CFhik2w/+fS7U=

        — example.com/log/testdata M9e0luA5JhTRUki/BBQD0QNiH6AEJ2pdtsA5CQjqJErViuuKrN6513RCTL2640wXJv0dCed3neRGI6dMzBq9uANf2Qc=

        """;

    // Imports the modules and defines helpers for the scripts.
    protected const string Modules = """
        async given => {
          const names = ["bytes", "canonical", "note", "tlog", "examine"];
          const modules = await Promise.all(names.map(m => import(`/js/verify/${m}.js`)));
          const [bytes, canonical, note, tlog, examine] = modules;
          const refusal = async action => {
            try {
              await action();
              return "none";
            } catch (fault) {
              return fault.code ?? String(fault);
            }
          };
          const keys = async lines => Promise.all(lines.map(note.parseKey));
          const signers = async (text, lines) => {
            const parsed = note.parseNote(bytes.utf8(text));
            const found = note.signaturesBy(parsed, await keys(lines));
            for (const signature of found) await note.verify(parsed, signature);
            return found.map(s => s.name);
          };

        """;

    protected Task InBrowserAsync(Func<Func<string, object, Task<string>>, Task> test) =>
        Portal.VisitInBrowserAsync(async person =>
        {
            await person.GoesToAsync("/verify");
            await test(
                (script, given) =>
                    person.Page.EvaluateAsync<string>($"{Modules} return JSON.stringify(await ({script})); }}", given)
            );
        });
}
