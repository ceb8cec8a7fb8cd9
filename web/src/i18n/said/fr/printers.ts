import type { Saying } from "../sayings";

/** What printers need and refuse, and notices. */
export const printers: readonly Saying[] = [
  // Why somebody is needed.
  ["The firmware has halted.", "Le firmware s’est arrêté."],
  ["The print cannot go on by itself.", "L’impression ne peut pas continuer seule."],
  [
    "There is no connection to the printer, and a print is under way.",
    "L’imprimante n’est pas connectée, et une impression est en cours.",
  ],
  ["The print is paused.", "L’impression est en pause."],
  ["The plate is to be cleared.", "Le plateau est à vider."],
  [
    "Nobody has said yet that the plate is clear.",
    "Personne n’a encore dit que le plateau est vide.",
  ],
  ["A maintenance task is due.", "Une tâche de maintenance est à faire."],
  ["{count} maintenance tasks are due.", "{count} tâches de maintenance sont à faire."],
  [
    "{file} is finished on {printer}. The plate is to be cleared.",
    "{file} est terminé sur {printer}. Le plateau est à vider.",
  ],
  [
    "{file} was cancelled on {printer}. The plate is to be cleared.",
    "{file} a été annulé sur {printer}. Le plateau est à vider.",
  ],
  ["{file} has failed on {printer}: {why}", "{file} a échoué sur {printer} : {why}"],
  [
    "{job} could start on {printer} as soon as its plate is clear.",
    "{job} pourrait démarrer sur {printer} dès que son plateau sera vide.",
  ],
  [
    "The plate of {printer} has not been cleared for {count} hours.",
    "Le plateau de {printer} n’a pas été vidé depuis {count} heures.",
  ],
  [
    "The plate of {printer} has not been cleared for {count} minutes.",
    "Le plateau de {printer} n’a pas été vidé depuis {count} minutes.",
  ],
  ["{name} tries out this channel.", "{name} essaie ce canal."],
  // States, as they stand inside a sentence.
  ["disabled", "désactivée"],
  ["offline", "hors ligne"],
  ["connecting", "en cours de connexion"],
  ["idle", "libre"],
  ["heating", "en chauffe"],
  ["printing", "en train d’imprimer"],
  ["pausing", "en train de se mettre en pause"],
  ["paused", "en pause"],
  ["resuming", "en train de reprendre"],
  ["cancelling", "en train d’annuler"],
  ["interrupted", "interrompue"],
  ["finished", "terminée, le plateau n’est pas vidé"],
  ["error", "en erreur"],
  ["maintenance", "en maintenance"],
  // What a printer refuses.
  [
    "{name} is {state}: it cannot {what} now.",
    "{name} est {state} et ne peut pas {what} pour l’instant.",
  ],
  ["{name} is {state}: it cannot {what}.", "{name} est {state} et ne peut pas {what}."],
  ["cancel: there is no job", "annuler : rien ne s’imprime"],
  ["connect", "se connecter"],
  [
    "disconnect while a job runs; cancel it first",
    "se déconnecter pendant une impression ; annulez-la d’abord",
  ],
  ["pause now", "se mettre en pause pour l’instant"],
  ["clear the plate now", "avoir le plateau vidé pour l’instant"],
  ["reset the printer now", "être réinitialisée pour l’instant"],
  ["resume now", "reprendre pour l’instant"],
  ["start a job now", "commencer une impression pour l’instant"],
  ["go into maintenance while it works", "passer en maintenance tant qu’elle travaille"],
  ["end a maintenance that did not begin", "finir une maintenance qui n’a pas commencé"],
  ["home", "prendre ses origines"],
  ["move filament", "pousser du filament"],
  ["move the head", "déplacer la tête"],
  [
    "{name} has a print on its plate: Z is not homed into it.",
    "{name} a une impression sur son plateau : l’origine Z n’y est pas prise.",
  ],
  [
    "{name} has a print under way: its motors must hold.",
    "{name} a une impression en cours : ses moteurs doivent tenir.",
  ],
  [
    "{name} is still connecting; try again in a moment.",
    "{name} se connecte encore ; réessayez dans un instant.",
  ],
  [
    "{name} is not connected: nothing can be sent.",
    "{name} n’est pas connectée : rien ne peut être envoyé.",
  ],
  [
    "{name}'s hotend is too cold to move filament; heat it first.",
    "La buse de {name} est trop froide pour pousser du filament ; chauffez-la d’abord.",
  ],
  [
    "{name} has an interrupted print: let it go on at a layer, or give it up.",
    "{name} a une impression interrompue : reprenez-la à une couche, ou abandonnez-la.",
  ],
  [
    "{name} must be offline and without a job to take one over.",
    "{name} doit être hors ligne et sans impression pour en reprendre une.",
  ],
  [
    "{name} has done the job's last line: nothing is left to pause.",
    "{name} a fait la dernière ligne : il ne reste rien à mettre en pause.",
  ],
  ["{name} has no job to cancel.", "{name} n’a pas d’impression à annuler."],
  [
    "{name} has no interrupted print, or is not connected.",
    "{name} n’a pas d’impression interrompue, ou n’est pas connectée.",
  ],
  [
    "{name} has a print under way; give it up first.",
    "{name} a une impression en cours ; abandonnez-la d’abord.",
  ],
  ["{name} does not ask that any more.", "{name} ne demande plus cela."],
  ["{name} is being shut down.", "{name} est en cours d’arrêt."],
  [
    "{name} prints: its plate cannot be clear.",
    "{name} imprime : son plateau ne peut pas être vide.",
  ],
  [
    "{name} prints. Wait for the end of the print, or cancel it.",
    "{name} imprime. Attendez la fin de l’impression, ou annulez-la.",
  ],
  [
    "{name} is switched off in gantry. Enable it first.",
    "{name} est désactivée dans Gantry. Remettez-la d’abord en service.",
  ],
  [
    "{name} is not driven by this node at the moment: {why}",
    "{name} n’est pas conduite par ce nœud pour l’instant : {why}",
  ],
  ["Switched off in gantry.", "Désactivée dans Gantry."],
  ["Not started yet.", "Pas encore démarrée."],
  ["Starting anew.", "Redémarrage."],
  ["Another node drives it.", "Un autre nœud la conduit."],
  ["Node {node} drives it.", "Le nœud {node} la conduit."],
  [
    "It is plugged into node {node}, which does not drive it at the moment.",
    "Elle est branchée au nœud {node}, qui ne la conduit pas pour l’instant.",
  ],
  [
    "Its print was begun by node {node}, which is away and has the print's journal.",
    "Son impression a été commencée par le nœud {node}, absent, qui en a le journal.",
  ],
  ["Another node drives the printer now.", "Un autre nœud conduit maintenant l’imprimante."],
  [
    "Another node drives the printer now. Try again.",
    "Un autre nœud conduit maintenant l’imprimante. Réessayez.",
  ],
  [
    "Node {node}, which drives this printer, does not answer ({why}). If it is gone, another node takes its printers over in a few seconds; try again then.",
    "Le nœud {node}, qui conduit cette imprimante, ne répond pas ({why}). S’il a disparu, un autre reprend ses imprimantes en quelques secondes ; réessayez alors.",
  ],
  [
    "The printer did not confirm that in time; it may still do it. Look at its state before you try again.",
    "L’imprimante ne l’a pas confirmé à temps ; elle le fera peut-être encore. Regardez son état avant de réessayer.",
  ],
  [
    "It is sent. The printer waits for a heater and answers when that is warm; the terminal shows it.",
    "C’est envoyé. L’imprimante attend un élément chauffant et répondra quand il sera chaud ; le terminal le montre.",
  ],
  [
    "It is sent. The printer is still at it, or at something before, and has not answered yet; the terminal shows when it does.",
    "C’est envoyé. L’imprimante y est encore, ou à autre chose avant, et n’a pas encore répondu ; le terminal montrera sa réponse.",
  ],
  [
    "These commands were taken before, and what the printer answered is not known any more. Look at the printer before you send anything again.",
    "Ces commandes ont déjà été prises, et on ne sait plus ce que l’imprimante a répondu. Regardez l’imprimante avant de renvoyer quoi que ce soit.",
  ],
  [
    "The connection was lost before that was done.",
    "La connexion s’est perdue avant que ce soit fait.",
  ],
  [
    "The printer prints. Cancel the print or wait for its end.",
    "L’imprimante imprime. Annulez l’impression ou attendez sa fin.",
  ],
  [
    "The printer prints. Its address can be changed, and it can be switched off, when the print is over.",
    "L’imprimante imprime. Elle pourra changer d’adresse ou être désactivée quand l’impression sera finie.",
  ],
  [
    "Printer {id} prints already: a second job must wait for its end.",
    "L’imprimante {id} imprime déjà : une seconde tâche doit attendre la fin.",
  ],
  [
    "A printer named '{name}' is there already. Choose another name.",
    "Il y a déjà une imprimante « {name} ». Choisissez un autre nom.",
  ],
  [
    "There is no heater '{heater}'. Expected tool0, bed or chamber.",
    "Il n’y a pas de chauffe « {heater} ». Attendu : tool0, bed ou chamber.",
  ],
  [
    "The printer has no such heater, by its profile.",
    "D’après son profil, l’imprimante n’a pas cette chauffe.",
  ],
  [
    "Expected 0 to {most} °C, which is the limit of this printer's profile.",
    "De 0 à {most} °C, la limite du profil de cette imprimante.",
  ],
  [
    "Expected 1 to {most} commands, not {count}.",
    "De 1 à {most} commandes sont possibles, pas {count}.",
  ],
  ["'{axis}' is no axis: write x, y or z.", "« {axis} » n’est pas un axe : écrivez x, y ou z."],
  ["Name at least one axis to move.", "Nommez au moins un axe à déplacer."],
  ["Name at least one axis to home.", "Nommez au moins un axe."],
  [
    "Filament is moved by at most 500 mm at once.",
    "Le filament avance de 500 mm au plus à la fois.",
  ],
  ["{heater} is no heater that can be set.", "{heater} n’est pas une chauffe réglable."],
  ["{heater} can be set from 0 to {most} °C.", "{heater} se règle de 0 à {most} °C."],
  ["There is no hotend {number}.", "Il n’y a pas de buse {number}."],
  ["A fan can be set from 0 to 100 %.", "Un ventilateur se règle de 0 à 100 %."],
  [
    "Speed can be set from 10 to 500 %, flow from 10 to 300 %.",
    "La vitesse se règle de 10 à 500 %, le débit de 10 à 300 %.",
  ],
  ["{axis} is moved by at most {most} mm.", "{axis} se déplace de {most} mm au plus."],
  [
    "A feedrate is more than 0 and at most {most} mm/min.",
    "Une vitesse est supérieure à 0 et vaut {most} mm/min au plus.",
  ],
  [
    "'{command}…' is too long: the firmware takes {most} characters.",
    "« {command}… » est trop long : le firmware accepte {most} caractères.",
  ],
  [
    "A command must not hold control characters.",
    "Une commande ne contient pas de caractères de contrôle.",
  ],
  [
    "M110 is not sent: line numbers belong to Gantry.",
    "M110 n’est pas envoyé : les numéros de ligne sont à Gantry.",
  ],
  // Setting a printer up.
  ["Notes have {most} characters at most.", "Les notes font {most} caractères au plus."],
  ["A printer has {most} tags at most.", "Une imprimante a {most} étiquettes au plus."],
  [
    "{rate} is not a baud rate. Expected 0 to find it out, or up to 4000000.",
    "{rate} n’est pas une vitesse. 0 pour la détecter, ou jusqu’à 4000000.",
  ],
  [
    "A share that is only watched cannot be printed through. Leave '?mode=watch' away.",
    "On n’imprime pas par un partage seulement observé. Enlevez « ?mode=watch ».",
  ],
  [
    "A picture is turned by 0, 90, 180 or 270 degrees, not by {degrees}.",
    "Une image tourne de 0, 90, 180 ou 270 degrés, pas de {degrees}.",
  ],
  ["At most {most} materials can be named.", "{most} matériaux au plus."],
  [
    "There is no tool {tool}: the profile has {count}, counted from 0.",
    "Il n’y a pas d’outil {tool} : le profil en a {count}, comptés à partir de 0.",
  ],
  [
    "'{colour}' is not a colour. Expected #rrggbb, as #ff8000.",
    "« {colour} » n’est pas une couleur. Attendu : #rrvvbb, comme #ff8000.",
  ],
  [
    "Expected grams from 0 to 100000, or null when nobody knows.",
    "Des grammes de 0 à 100000, ou rien si on ne le sait pas.",
  ],
  [
    "{value} is out of range: expected {least} to {most} {unit}.",
    "{value} est hors limites : de {least} à {most} {unit}.",
  ],
  [
    "A printer has 1 to {most} hotends, not {count}.",
    "Une imprimante a de 1 à {most} buses, pas {count}.",
  ],
  [
    "'{window}' is not a window. Expected auto, off, or a number of lines from 1 to 64.",
    "« {window} » ne convient pas. Attendu : auto, off, ou un nombre de lignes de 1 à 64.",
  ],
  ["At most {most} scripts can be kept.", "{most} scripts au plus."],
  [
    "'{name}' is not a name for a script. Expected up to 40 letters, digits, spaces, - and _.",
    "« {name} » n’est pas un nom de script. Jusqu’à 40 lettres, chiffres, espaces, - et _.",
  ],
  ["Line {line} of the script: {problem}", "Ligne {line} du script : {problem}"],
  [
    "A script may have {most} characters; this one has {count}.",
    "Un script fait {most} caractères au plus ; celui-ci en a {count}.",
  ],
  [
    "A script may have {most} commands; this one has {count}.",
    "Un script fait {most} commandes au plus ; celui-ci en a {count}.",
  ],
  [
    "Line numbers are the sender's; write the command alone.",
    "Les numéros de ligne sont à l’émetteur ; écrivez la commande seule.",
  ],
  [
    "Expected {least} to {most} characters, none of them a control character.",
    "De {least} à {most} caractères, sans caractère de contrôle.",
  ],
  [
    "Expected 1 to 255 characters, none of them a control character.",
    "De 1 à 255 caractères, sans caractère de contrôle.",
  ],
  // Maintenance.
  ["Say what was done, or name the task.", "Dites ce qui a été fait, ou nommez la tâche."],
  ["Expected 1 to 200 characters.", "De 1 à 200 caractères."],
  ["Expected hours, more than 0.", "Des heures, plus de 0."],
  ["Expected days, more than 0.", "Des jours, plus de 0."],
  [
    "Say after how many hours of printing, or after how many days.",
    "Dites après combien d’heures d’impression, ou de jours.",
  ],
];
