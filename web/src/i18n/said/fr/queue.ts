import type { Saying } from "../sayings";

/** Why jobs wait, quotas, the library and its files. */
export const queue: readonly Saying[] = [
  // Why a printer does not take a job.
  ["The job is for another printer.", "La tâche est pour une autre imprimante."],
  [
    "The job is for a {model}, and this is {printer}.",
    "La tâche est pour une {model}, et celle-ci est {printer}.",
  ],
  ["a printer of no model that anybody named", "d’un modèle que personne n’a indiqué"],
  ["a {model}", "une {model}"],
  ["It does not have the tag '{tag}'.", "Elle n’a pas l’étiquette « {tag} »."],
  [
    "The job uses {wanted} tools, and it has {has}.",
    "La tâche utilise {wanted} outils, et elle en a {has}.",
  ],
  [
    "The job needs a {wanted} mm nozzle, and it has {has} mm.",
    "La tâche demande une buse de {wanted} mm, et elle a {has} mm.",
  ],
  [
    "The print reaches X {x}, Y {y}, Z {z} mm; there is room for {room} mm.",
    "L’impression s’étend sur X {x}, Y {y}, Z {z} mm ; le volume est de {room} mm.",
  ],
  [
    "The job heats the bed, and its bed cannot be heated.",
    "La tâche chauffe le plateau, et le sien ne chauffe pas.",
  ],
  [
    "The job heats the chamber, and it has no chamber that can be heated.",
    "La tâche chauffe l’enceinte, et elle n’a pas d’enceinte chauffée.",
  ],
  [
    "The job needs {wanted} °C at the {heater}; {most} °C is its limit.",
    "La tâche demande {wanted} °C ({heater}) ; sa limite est de {most} °C.",
  ],
  [
    "{heater} would be set to {target} °C, and the printer's profile says that it cannot be heated.",
    "{heater} serait réglé sur {target} °C, et le profil de l’imprimante dit qu’il n’y a pas de chauffage.",
  ],
  [
    "{heater} would be set to {target} °C; the limit of the printer's profile is {limit} °C.",
    "{heater} serait réglé sur {target} °C ; la limite du profil de l’imprimante est de {limit} °C.",
  ],
  ["Nothing was sent. {why}", "Rien n’a été envoyé. {why}"],
  ["The hotend", "Le chauffage de la buse"],
  ["The hotend of tool {tool}", "Le chauffage de la buse {tool}"],
  ["The bed", "Le chauffage du plateau"],
  ["The chamber", "Le chauffage de l’enceinte"],
  [
    "{why} Slice it for this printer, or send it to another one.",
    "{why} Tranchez-le pour cette imprimante, ou envoyez-le à une autre.",
  ],
  ["hotend", "buse"],
  ["bed", "plateau"],
  ["chamber", "enceinte"],
  ["The job wants {wanted}, and {loaded}.", "La tâche demande du {wanted} ; {loaded}."],
  ["nobody has said what is loaded", "personne n’a dit ce qui est chargé"],
  [
    "The job is sliced for {wanted}, and {loaded} is loaded.",
    "La tâche est tranchée pour du {wanted}, et du {loaded} est chargé.",
  ],
  ["{materials} is loaded", "du {materials} est chargé"],
  ["The colour {colour} is not loaded.", "La couleur {colour} n’est pas chargée."],
  [
    "The job needs {wanted} g, and {left} g are left on the spool.",
    "La tâche demande {wanted} g, et il reste {left} g sur la bobine.",
  ],
  ["An operator must approve the job first.", "Un opérateur doit d’abord approuver la tâche."],
  ["The job is held: {why}", "La tâche est retenue : {why}"],
  ["The job is held.", "La tâche est retenue."],
  ["The queue is paused.", "La file est suspendue."],
  ["The job starts at {time} at the earliest.", "La tâche démarre le {time} au plus tôt."],
  [
    "It is outside the working hours ({hours}).",
    "C’est en dehors des heures d’ouverture ({hours}).",
  ],
  [
    "Another printer has just begun to heat up; this one may in {seconds} s.",
    "Une autre imprimante vient de commencer à chauffer ; celle-ci le pourra dans {seconds} s.",
  ],
  [
    "Printers that heat up would draw {wanted} W together; {most} W are the limit.",
    "Les imprimantes qui chauffent prendraient {wanted} W ensemble ; la limite est de {most} W.",
  ],
  ["It is switched off in gantry.", "Elle est désactivée dans Gantry."],
  ["Somebody works on it.", "Quelqu’un y travaille."],
  [
    "Its firmware has halted and must be restarted.",
    "Son firmware s’est arrêté et doit être relancé.",
  ],
  [
    "A print on it was interrupted, and a person must decide what becomes of it.",
    "Une de ses impressions a été interrompue ; quelqu’un doit décider de la suite.",
  ],
  ["There is no connection to it.", "Elle n’est pas connectée."],
  ["It is just being connected.", "Elle est en cours de connexion."],
  ["It prints something else.", "Elle imprime autre chose."],
  ["A print lies on its plate.", "Une impression est sur son plateau."],
  [
    "Nobody has confirmed yet that its plate is clear.",
    "Personne n’a encore confirmé que son plateau est vide.",
  ],
  // Jobs.
  ["A job has {most} variants at most.", "Une tâche a {most} variantes au plus."],
  [
    "Each variant needs a file and the model that it is for.",
    "Chaque variante demande un fichier et le modèle pour lequel il est fait.",
  ],
  [
    "Expected 1 to {most} copies, not {copies}.",
    "De 1 à {most} copies sont possibles, pas {copies}.",
  ],
  ["Expected -{most} to {most}, not {priority}.", "De -{most} à {most}, pas {priority}."],
  [
    "A job may have {most} variants, not {count}.",
    "Une tâche a {most} variantes au plus, pas {count}.",
  ],
  [
    "Only who manages the queue may give a job a higher priority than 0.",
    "Seul qui gère la file peut donner une priorité supérieure à 0.",
  ],
  ["At most 32 tags can be asked for.", "On peut demander 32 étiquettes au plus."],
  ["Name 1 to 1000 printers, or none at all.", "Nommez de 1 à 1000 imprimantes, ou aucune."],
  ["Name 1 to {most} printers.", "Nommez de 1 à {most} imprimantes."],
  [
    "Expected the diameter of a nozzle in mm, as 0.4.",
    "Un diamètre de buse en mm est attendu, comme 0,4.",
  ],
  ["It is somebody else's job.", "C’est la tâche de quelqu’un d’autre."],
  [
    "The job has ended. Send it once more instead.",
    "La tâche est terminée. Envoyez-la plutôt à nouveau.",
  ],
  ["{count} copies have been started already.", "{count} copies ont déjà été lancées."],
  [
    "The job has other bytes than those that you looked at. Look at it again.",
    "Le fichier de la tâche n’est plus celui que vous avez regardé. Regardez-le à nouveau.",
  ],
  ["The job does not wait for approval any more.", "La tâche n’attend plus d’approbation."],
  ["An operator must approve this file: {why}", "Un opérateur doit approuver ce fichier : {why}"],
  [
    "The printers that it may have were removed, {name} as the last one. Choose others.",
    "Les imprimantes qu’elle peut avoir ont été supprimées, {name} en dernier. Choisissez-en d’autres.",
  ],
  [
    "The printers that the job may have do not exist any more. Choose others.",
    "Les imprimantes que la tâche peut avoir n’existent plus. Choisissez-en d’autres.",
  ],
  [
    "{printer} was changed just before {job} could start on it.",
    "{printer} a été modifiée juste avant que {job} puisse y commencer.",
  ],
  [
    "{printer} was changed just before {job} could start on it: another variant is for it now.",
    "{printer} a été modifiée juste avant que {job} puisse y commencer : une autre variante est pour elle maintenant.",
  ],
  [
    "Its printer {name} was removed. Choose another one.",
    "Son imprimante {name} a été supprimée. Choisissez-en une autre.",
  ],
  // Quotas.
  [
    "You may have one job at a time, and one is still open.",
    "Vous pouvez avoir une tâche à la fois, et une est encore ouverte.",
  ],
  [
    "You may have one job at a time, which is one copy.",
    "Vous pouvez avoir une tâche à la fois, c’est-à-dire une copie.",
  ],
  [
    "You may send {most} jobs in seven days, and have sent {sent}.",
    "Vous pouvez envoyer {most} tâches en sept jours, et en avez envoyé {sent}.",
  ],
  [
    "You may use {most} g in seven days. {used} g are used, and this takes {wanted} g.",
    "Vous pouvez utiliser {most} g en sept jours. {used} g sont utilisés, et ceci en demande {wanted}.",
  ],
  [
    "Your longest print may take {most} h, and this takes {wanted} h.",
    "Votre impression la plus longue peut durer {most} h, et celle-ci dure {wanted} h.",
  ],
  [
    "You may print {most} h in seven days. {used} h are used, and this takes {wanted} h.",
    "Vous pouvez imprimer {most} h en sept jours. {used} h sont utilisées, et ceci en demande {wanted}.",
  ],
  [
    "Nobody knows yet {what} this takes, so it cannot be held against your quota. Ask an operator.",
    "On ne sait pas encore {what} ceci demande, et votre quota ne peut être vérifié. Demandez à un opérateur.",
  ],
  ["how much filament", "combien de filament"],
  ["how long", "combien de temps"],
  ["A limit is 0 or more.", "Une limite vaut 0 ou plus."],
  // Files, folders, uploads.
  ["There is no file {id} in the library.", "Il n’y a pas de fichier {id} dans la bibliothèque."],
  ["It is somebody else's file.", "C’est le fichier de quelqu’un d’autre."],
  ["It is somebody else's folder.", "C’est le dossier de quelqu’un d’autre."],
  ["A folder needs a name.", "Un dossier demande un nom."],
  [
    "The folder is not empty. Move or delete what is in it first.",
    "Le dossier n’est pas vide. Déplacez ou supprimez d’abord son contenu.",
  ],
  ["There is no folder {id} to put it into.", "Il n’y a pas de dossier {id} où le mettre."],
  ["A folder cannot be moved into itself.", "Un dossier ne peut pas être mis dans lui-même."],
  [
    "Folders may lie {most} deep, not deeper.",
    "Les dossiers peuvent avoir {most} niveaux, pas plus.",
  ],
  [
    "The root folder cannot be renamed or moved.",
    "Le dossier racine ne peut être ni renommé ni déplacé.",
  ],
  [
    "A folder named '{name}' is there already. Choose another name.",
    "Il y a déjà un dossier « {name} ». Choisissez un autre nom.",
  ],
  [
    "A file named '{name}' is in this folder already. Choose another name.",
    "Il y a déjà un fichier « {name} » dans ce dossier. Choisissez un autre nom.",
  ],
  [
    "A job in the queue wants this file. Cancel the job or wait for its end, then delete the file.",
    "Une tâche de la file a besoin de ce fichier. Annulez-la ou attendez sa fin, puis supprimez-le.",
  ],
  [
    "A file of this name is somebody else's.",
    "Un fichier de ce nom appartient à quelqu’un d’autre.",
  ],
  [
    "There are {count} files named '{name}'. Choose another name.",
    "Il y a {count} fichiers nommés « {name} ». Choisissez un autre nom.",
  ],
  [
    "This is text, but no G-code: not one G, M or T command is in it.",
    "C’est du texte, mais pas du G-code : aucune commande G, M ou T n’y figure.",
  ],
  [
    "This is text, but no G-code: no G, M or T command is in it. Send what the slicer exports.",
    "C’est du texte, mais pas du G-code : aucune commande G, M ou T n’y figure. Envoyez ce que le trancheur exporte.",
  ],
  ["The file is empty. Send it again.", "Le fichier est vide. Envoyez-le à nouveau."],
  [
    "This is {what}. Gantry takes G-code as text, gzip, UFP, sliced 3MF and Prusa's binary G-code.",
    "Ceci est {what}. Gantry accepte le G-code en texte, gzip, UFP, 3MF tranché et le G-code binaire de Prusa.",
  ],
  [
    "The zip archive holds no G-code. If it is a 3MF project, slice it first and export the sliced plate.",
    "L’archive zip ne contient pas de G-code. Si c’est un projet 3MF, tranchez-le et exportez le plateau tranché.",
  ],
  [
    "The archive holds {count} plates; a print is one. Export the plate alone.",
    "L’archive contient {count} plateaux ; une impression en est un. Exportez le plateau seul.",
  ],
  [
    "The file begins as a zip archive, but is damaged or cut. Send it again, or export it again.",
    "Le fichier commence comme une archive zip, mais il est abîmé ou coupé. Envoyez-le ou exportez-le à nouveau.",
  ],
  [
    "The file begins as {what}, but is damaged inside. Send it again, or export it again from the slicer.",
    "Le fichier commence comme {what}, mais il est abîmé. Envoyez-le ou exportez-le à nouveau depuis le trancheur.",
  ],
  [
    "The binary G-code is damaged: {what}. Send it again, or export it again from the slicer.",
    "Le G-code binaire est abîmé : {what}. Envoyez-le ou exportez-le à nouveau depuis le trancheur.",
  ],
  [
    "The file unpacks to over {most} bytes: refused.",
    "Le fichier décompressé dépasse {most} octets : refusé.",
  ],
  [
    "The file unpacks to over {most} times its size, as no G-code does: refused.",
    "Le fichier décompressé dépasse {most} fois sa taille, ce qu’aucun G-code ne fait : refusé.",
  ],
  [
    "The file is larger than {most} bytes, the most that is taken. Split it, or raise the limit.",
    "Le fichier dépasse {most} octets, le maximum accepté. Découpez-le, ou relevez la limite.",
  ],
  [
    "The disk has {free} MiB free, and {floor} MiB of it are left for prints that run: {missing} MiB more are needed. Delete files that nobody needs, or give gantry a larger disk.",
    "Le disque a {free} Mio libres, dont {floor} Mio sont réservés aux impressions en cours : il manque {missing} Mio. Supprimez des fichiers inutiles, ou donnez un plus grand disque à Gantry.",
  ],
  [
    "The disk cannot be written: {why} A memory card that is worn out can only be read.",
    "Impossible d’écrire sur le disque : {why} Une carte mémoire usée ne peut plus qu’être lue.",
  ],
  [
    "The server's disk can only be read, as a memory card that is worn out. Prints that run go on, but nothing is saved. Replace it.",
    "Le disque du serveur ne peut plus qu’être lu, comme une carte mémoire usée. Les impressions en cours continuent, mais rien n’est enregistré. Remplacez-le.",
  ],
  [
    "The server's disk is full: {free} MiB are left. Prints that run go on, and nothing new is started until {floor} MiB are free.",
    "Le disque du serveur est plein : il reste {free} Mio. Les impressions en cours continuent, et rien de nouveau ne commence avant que {floor} Mio soient libres.",
  ],
  [
    "The server's disk is almost full: {free} MiB are left. No more files are taken until {floor} MiB are free.",
    "Le disque du serveur est presque plein : il reste {free} Mio. Aucun fichier n’est accepté avant que {floor} Mio soient libres.",
  ],
  [
    "The server's disk has enough space again.",
    "Le disque du serveur a de nouveau assez de place.",
  ],
  [
    "The disk is full: the file was not taken. Free some space, then try again.",
    "Le disque est plein : le fichier n’a pas été accepté. Libérez de la place, puis réessayez.",
  ],
  [
    "{announced} bytes were announced, {arrived} arrived: the transfer was cut. Send the file again.",
    "{announced} octets étaient annoncés, {arrived} sont arrivés : le transfert a été coupé. Envoyez le fichier à nouveau.",
  ],
  [
    "The bytes of file {hash} are not in the store. Upload the file again, or restore a backup.",
    "Les octets du fichier {hash} manquent. Envoyez le fichier à nouveau, ou restaurez une sauvegarde.",
  ],
  [
    "The bytes that arrived have the hash {hash}, not {wanted} as announced: they were changed on the way. Send the file again.",
    "Les octets ont été altérés en route. Envoyez le fichier à nouveau.",
  ],
  [
    "The next part begins at byte {wanted}, not at {offset}.",
    "La suite commence à l’octet {wanted}, pas à {offset}.",
  ],
  [
    "Too much is on its way at once. Wait until one of your uploads has ended.",
    "Trop d’envois à la fois. Attendez que l’un de vos envois soit terminé.",
  ],
  [
    "{size} bytes were announced, and more came. Send the file again.",
    "{size} octets étaient annoncés, et il en est venu plus. Envoyez le fichier à nouveau.",
  ],
  ["A part is sent as {type}.", "Une partie s’envoie en {type}."],
  ["such upload", "cet envoi"],
  ["The form holds no file.", "Le formulaire ne contient pas de fichier."],
  [
    "The form holds more than one file. Send one after the other.",
    "Le formulaire contient plusieurs fichiers. Envoyez-les l’un après l’autre.",
  ],
  [
    "A form holds the file in the field 'file', and nothing else.",
    "Un formulaire contient le fichier dans le champ « file », et rien d’autre.",
  ],
  [
    "The form is not as RFC 7578 wants it, or it was cut off.",
    "Le formulaire ne suit pas la RFC 7578, ou il a été coupé.",
  ],
  [
    "A file is sent as application/octet-stream, or as the field 'file' of multipart/form-data.",
    "Un fichier s’envoie en application/octet-stream, ou dans le champ « file » de multipart/form-data.",
  ],
  // What a file is checked for.
  ["Prints outside the bed: {where}.", "Imprime hors du plateau : {where}."],
  [
    "A corner of the print's box ({box}) is outside the round bed.",
    "Un coin du volume imprimé ({box}) est hors du plateau rond.",
  ],
  [
    "Prints up to {height}; the printer reaches {most}.",
    "Imprime jusqu’à {height} ; l’imprimante va jusqu’à {most}.",
  ],
  [
    "The head is sent out of its range without printing there: {where}.",
    "La tête est envoyée hors de ses limites sans y imprimer : {where}.",
  ],
  [
    "{heater} is set to {wanted} °C, but the printer cannot heat it.",
    "{heater} : {wanted} °C demandés, mais l’imprimante ne peut pas chauffer.",
  ],
  [
    "{heater} is set to {wanted} °C; the printer allows {most} °C.",
    "{heater} : {wanted} °C demandés ; l’imprimante permet {most} °C.",
  ],
  [
    "The file uses tool T{tool}; the printer has {count}.",
    "Le fichier utilise l’outil T{tool} ; l’imprimante en a {count}.",
  ],
  [
    "The file is for a {wanted} nozzle on tool {tool}; the printer has {has}.",
    "Le fichier est pour une buse de {wanted} à l’outil {tool} ; l’imprimante a {has}.",
  ],
  // Prints of the past.
  ["It is somebody else's print.", "C’est l’impression de quelqu’un d’autre."],
  ["The print has not ended yet.", "L’impression n’est pas encore terminée."],
  [
    "The print has not ended yet. Cancel it first.",
    "L’impression n’est pas encore terminée. Annulez-la d’abord.",
  ],
  ["A photo has {most} MiB at most.", "Une photo fait {most} Mio au plus."],
  ["This is neither a JPEG nor a PNG.", "Ce n’est ni un JPEG ni un PNG."],
  ["It is none, good or bad.", "Les valeurs sont none, good ou bad."],
];
